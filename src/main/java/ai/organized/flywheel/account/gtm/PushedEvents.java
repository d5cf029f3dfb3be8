package ai.organized.flywheel.account.gtm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of events that code pushes: {@code dataLayer.push({event: 'x'})} and its relatives. */
final class PushedEvents {
  private static final String LAYER = "dataLayer";

  /**
   * Behind the name of the queue, up to what is pushed; templates push by other words than pages.
   */
  private static final Pattern PUSH =
      Pattern.compile(
          "\\s{0,9}(?:\\[\\s?['\"]push['\"]\\s?]|['\"]\\s?]\\s?\\.\\s?push|\\.\\s{0,9}push)\\s{0,9}\\("
              + "|\\.push['\"]\\s{0,9},");

  private static final Pattern CALL = Pattern.compile("\\s{0,9}\\(");

  /** Before it stands what a template calls its queue: {@code push = createQueue('dataLayer')}. */
  private static final String QUEUE = "createQueue(";

  private static final Pattern QUEUE_NAME = Pattern.compile("([A-Za-z_$][\\w$]*)\\s*=\\s*$");

  /** Characters looked back over for the name of a queue. */
  private static final int NAME_BACK = 100;

  /** Characters looked back over for the beginning of a comment. */
  private static final int COMMENT_BACK = 2_000;

  private PushedEvents() {}

  /** In the order of the code; a name that is computed is not among them. */
  static List<String> in(String code) {
    List<String> names = new ArrayList<>();
    find(LAYER, PUSH, code, names);
    for (String queue : queues(code)) {
      find(queue, CALL, code, names);
    }
    return names;
  }

  private static void find(String word, Pattern call, String code, List<String> names) {
    Matcher behind = call.matcher(code);
    for (int at = code.indexOf(word); at >= 0; at = code.indexOf(word, at + 1)) {
      behind.region(at + word.length(), code.length());
      if (behind.lookingAt() && isWhole(code, at) && !isCommentedOut(code, at)) {
        eventOf(code, behind.end()).ifPresent(names::add);
      }
    }
  }

  private static boolean isWhole(String code, int at) {
    return at == 0 || !Character.isJavaIdentifierPart(code.charAt(at - 1));
  }

  private static Set<String> queues(String code) {
    Set<String> queues = new TreeSet<>();
    for (int at = code.indexOf(QUEUE); at >= 0; at = code.indexOf(QUEUE, at + 1)) {
      int argument = at + QUEUE.length() + 1;
      Matcher name = QUEUE_NAME.matcher(code.substring(Math.max(0, at - NAME_BACK), at));
      if (code.startsWith(LAYER, argument) && name.find()) {
        queues.add(name.group(1));
      }
    }
    return queues;
  }

  private static Optional<String> eventOf(String code, int at) {
    return new ObjectLiteral(code, at).text("event").filter(name -> !name.isBlank());
  }

  private static boolean isCommentedOut(String code, int at) {
    String before = code.substring(Math.max(0, at - COMMENT_BACK), at);
    String line = before.substring(before.lastIndexOf('\n') + 1);
    int block = before.lastIndexOf("/*");
    boolean anyType = block > 0 && before.charAt(block - 1) == '*'; // Accept: */*
    boolean inBlock = block >= 0 && !anyType && before.indexOf("*/", block) < 0;
    int markup = before.lastIndexOf("<!--");
    boolean inMarkup = markup > before.lastIndexOf("-->") && before.indexOf("<script", markup) > 0;
    return inBlock || inMarkup || isBehindSlashes(line);
  }

  /** Not those of https:// and of a text that begins with them. */
  private static boolean isBehindSlashes(String line) {
    for (int at = line.indexOf("//"); at >= 0; at = line.indexOf("//", at + 1)) {
      if (at == 0 || ":'\"".indexOf(line.charAt(at - 1)) < 0) {
        return true;
      }
    }
    return false;
  }
}
