package ai.organized.flywheel.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressesTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          user@example.com                     | [redacted:email]
          Ask user@example.com.                | Ask [redacted:email].
          (Jane.Doe+shop@mail.example.co.uk)   | ([redacted:email])
          <a href=mailto:jane@example.com>     | <a href=mailto:[redacted:email]>
          o'brien_2-x@163.com, b@c.de          | [redacted:email], [redacted:email]
          jürgen@exämple.de                    | [redacted:email]
          почта@пример.рф                      | [redacted:email]
          jane@xn--exmple-cua.xn--p1ai         | [redacted:email]
          連絡先jane@example.comまで            | 連絡先[redacted:email]まで
          jane@example.com-based               | [redacted:email]-based
          a@b.example@c.example                | [redacted:email]@c.example
          ?email=jane%40example.com&v=1        | ?email=[redacted:email]&v=1
          email%3Djane%2Btag%40example.com%26x | email%3D[redacted:email]%26x
          line\\njane@example.com\\n           | line\\n[redacted:email]\\n
          {"to":"jane@example.com"}            | {"to":"[redacted:email]"}
          x@project.iam.gserviceaccount.com    | [redacted:email]
          100%jane@example.com                 | 100%[redacted:email]
          """)
  void anAddressGoes(String text, String expected) {
    List<String> found = new ArrayList<>();

    String cleaned = EmailAddresses.clean(text, found::add);

    assertThat(cleaned).isEqualTo(expected);
    assertThat(found).hasSize(cleaned.split("redacted:email", -1).length - 1);
    assertThat(EmailAddresses.clean(cleaned, found::add)).isSameAs(cleaned);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "@media (max-width:600px){.a{color:red}}",
        ".a{}@font-face{src:url(name@2x.png)}",
        "img/logo@2x.png 2x, img/logo@3x.min.css",
        "npm i @scope/pkg @stape/gtm-tag@1.2.3",
        "https://cdn.jsdelivr.net/npm/swiper@8.4.5/swiper-bundle.min.js",
        "https://cdn.jsdelivr.net/gh/owner/repo@v1.2.rc/dist/a.js",
        "https://cdn.jsdelivr.net/npm/pkg@latest/dist/a.js",
        "https://0123456789abcdef0123456789abcdef@o1.ingest.sentry.io/2",
        "git@github.com:owner/repo.git",
        "{{User Name}}@example.com",
        "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$",
        "[a-z0-9._%+-]+@[a-z0-9.-]+\\.[a-z]{2,}",
        "\\w+@example.com",
        ".*@example.com",
        "//a[@class.name]",
        "user@localhost",
        "a@b.c",
        "@",
        "%40",
        "%4@%40@.",
        "a@",
        "@b.example",
        "a@.example",
        "a@b..example"
      })
  void whatIsNoAddressComesBackAsTheSameInstance(String text) {
    assertThat(EmailAddresses.clean(text, label -> {})).isSameAs(text);
  }

  @Test
  void aTextOfNothingButAtSignsIsReadInReasonableTime() {
    String text = "a@b.%40".repeat(200_000) + "a".repeat(200_000) + "@b.example";

    assertThat(EmailAddresses.clean(text, label -> {})).endsWith("[redacted:email]");
  }
}
