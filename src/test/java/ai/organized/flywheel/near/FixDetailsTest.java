package ai.organized.flywheel.near;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FixDetailsTest {
  @Test
  void identifiersNumbersAndNegationsAreSaidInTheirOrder() {
    assertThat(FixDetails.of("Set AW-1/aB, then don't fire in dataLayer, or wait 500 ms.").said())
        .containsExactly("AW-1/aB", "not", "dataLayer", "or", "500");
  }

  @ParameterizedTest
  @CsvSource({
    "before,after",
    "first,last",
    "enables,disables",
    "Enabled,disabled",
    "add,remove",
    "adding,deleting",
    "allow,block",
    "increase,decrease",
    "raised,reduced",
    "client,server",
    "web,server",
    "web,client",
    "include,exclude",
    "start,stop",
    "on,off",
    "min,max",
    "minimum,maximum",
    "left,right",
    "above,below",
    "more,less",
    "all,none",
    "and,or",
    "is,isn’t",
    "granted,denied",
    "primary,secondary",
    "seconds,minutes",
    "days,weeks",
    "once,twice",
    "higher,lower",
    "with,without",
    "show,hide",
    "open,close",
    "internal,external",
    "true,false"
  })
  void opposedWordsMakeAnotherFix(String one, String other) {
    assertThat(FixDetails.of("it is " + one + " there"))
        .isNotEqualTo(FixDetails.of("it is " + other + " there"));
  }

  @ParameterizedTest
  @CsvSource({"enable,Enables", "before,Before", "delete,remove", "ISN'T,ISN'T", "can’t,don't"})
  void oneMeaningInOtherWordsIsTheSameFix(String one, String other) {
    assertThat(FixDetails.of(one)).isEqualTo(FixDetails.of(other));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tag", "Tag", "two-part", "shop’s", "Straße", "überträgt", "価値"})
  void ordinaryWordsAreNoDetails(String word) {
    assertThat(FixDetails.of(word).said()).isEmpty();
  }

  @Test
  void whatIsReadAsNumbersTellsTheSameDetailsApart() {
    ReadText text = ReadText.withDetails();
    text.read("from AW-1 over to AW-2");
    long there = text.details();
    text.read("from AW-2 over to AW-1");
    long back = text.details();
    text.read("now From AW-1 – to AW-2!");

    assertThat(there).isNotEqualTo(back).isEqualTo(text.details());
  }
}
