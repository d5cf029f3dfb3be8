package ai.organized.flywheel.account.gtm;

import ai.organized.flywheel.account.gtm.GtmContainer.MetaTag;
import ai.organized.flywheel.account.gtm.GtmContainer.Side;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The tags that send to Meta: one entry for each pixel and event of each tag. */
final class ReadMetaTags {
  private record Coded(String tag, PixelCode code) {}

  private final Constants constants;
  private final Side side;
  private final LiveTags live;
  private final List<MetaTag> found = new ArrayList<>();

  ReadMetaTags(Constants constants, Side side, LiveTags live) {
    this.constants = constants;
    this.side = side;
    this.live = live;
  }

  List<MetaTag> read(JsonNode version, Templates templates) {
    List<Coded> coded = new ArrayList<>();
    for (JsonNode tag : version.path("tag")) {
      if (Templates.isCustom(Entity.type(tag))) {
        template(tag, templates.name(Entity.type(tag)));
      } else {
        PixelCode code = new PixelCode(code(tag), constants);
        if (code.found()) {
          coded.add(new Coded(Entity.name(tag), code));
        }
      }
    }
    Set<String> setUp = setUp(coded);
    for (Coded tag : coded) {
      // code that only tracks sends to the pixels that other code of the page has set up
      Set<String> pixels = tag.code().setsUp() ? tag.code().pixels() : setUp;
      add(tag.tag(), pixels, tag.code().events(), false, false);
    }
    return found;
  }

  /** Code of a page, or the address of an image tag. */
  private static String code(JsonNode tag) {
    return ParameterList.value(tag, "html").or(() -> ParameterList.value(tag, "url")).orElse("");
  }

  /** None as soon as one of them is only known at run time. */
  private static Set<String> setUp(List<Coded> coded) {
    Set<String> pixels = new TreeSet<>();
    for (Coded tag : coded) {
      if (tag.code().setsUp() && tag.code().pixels().isEmpty()) {
        return Set.of();
      }
      pixels.addAll(tag.code().pixels());
    }
    return pixels;
  }

  private void template(JsonNode tag, Optional<String> templateName) {
    MetaTemplate meta = new MetaTemplate(tag, constants);
    if (meta.sendsToMeta(templateName)) {
      boolean server = side == Side.SERVER || meta.hasTokenField();
      add(
          Entity.name(tag),
          meta.pixels(),
          meta.event().stream().toList(),
          server,
          meta.isTokenSet());
    }
  }

  private void add(
      String tag,
      Collection<String> pixels,
      Collection<String> events,
      boolean server,
      boolean tokenSet) {
    for (Optional<String> pixel : eachOrNone(pixels)) {
      for (Optional<String> event : eachOrNone(events)) {
        found.add(new MetaTag(tag, pixel, event, server, live.contains(tag), tokenSet));
      }
    }
  }

  private static List<Optional<String>> eachOrNone(Collection<String> texts) {
    return texts.isEmpty() ? List.of(Optional.empty()) : texts.stream().map(Optional::of).toList();
  }
}
