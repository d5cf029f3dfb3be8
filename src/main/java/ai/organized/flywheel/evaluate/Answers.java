package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.evaluate.Answer.Tokens;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/**
 * The table {@code evaluation_answers}: an answer is kept as soon as it is there, so that a crash
 * asks only what is missing and no question is paid for twice.
 */
final class Answers {
  private final Jdbi jdbi;
  private final Clock clock;

  Answers(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /** The first answer to a question stays. */
  void save(Answer answer) {
    Question question = answer.question();
    Contestant asked = question.contestant();
    jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into evaluation_answers (client_id, provider, model_id, prompt_hash,"
                    + " sampling, question_id, sample, answer, failure, finish_reason, latency_ms,"
                    + " prompt_tokens, completion_tokens, asked_at) values (?, ?, ?, ?, ?, ?, ?, ?,"
                    + " ?, ?, ?, ?, ?, ?) on conflict do nothing",
                question.client().value(),
                asked.provider(),
                asked.modelId(),
                asked.promptHash(),
                question.sampling().key(),
                question.id(),
                question.sample(),
                answer.text(),
                answer.flaw().map(Flaw::word).orElse(null),
                answer.finishReason().orElse(null),
                answer.latencyMillis().orElse(null),
                answer.tokens().map(Tokens::prompt).orElse(null),
                answer.tokens().map(Tokens::completion).orElse(null),
                clock.millis()));
  }

  /** Those of the questions that have none. */
  List<Question> open(List<Question> questions) {
    Map<String, Answer> known = known(questions);
    return questions.stream().filter(question -> !known.containsKey(key(question))).toList();
  }

  /** The answers that are there, in the order of the questions. */
  List<Answer> to(List<Question> questions) {
    Map<String, Answer> known = known(questions);
    return questions.stream().flatMap(q -> Stream.ofNullable(known.get(key(q)))).toList();
  }

  private static String key(Question question) {
    return question.id() + '/' + question.sample();
  }

  /**
   * @param questions to one model
   */
  private Map<String, Answer> known(List<Question> questions) {
    Map<String, Question> asked = new HashMap<>();
    questions.forEach(question -> asked.put(key(question), question));
    Map<String, Answer> known = new HashMap<>();
    if (questions.isEmpty()) {
      return known;
    }
    Question any = questions.get(0);
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    "select * from evaluation_answers where client_id = ? and provider = ? and"
                        + " model_id = ? and prompt_hash = ? and sampling = ?")
                .bind(0, any.client().value())
                .bind(1, any.contestant().provider())
                .bind(2, any.contestant().modelId())
                .bind(3, any.contestant().promptHash())
                .bind(4, any.sampling().key())
                .map(
                    (row, context) ->
                        Optional.ofNullable(
                                asked.get(
                                    row.getString("question_id") + '/' + row.getInt("sample")))
                            .map(question -> answer(question, row)))
                .forEach(
                    found -> found.ifPresent(answer -> known.put(key(answer.question()), answer))));
    return known;
  }

  private static Answer answer(Question question, ResultSet row) {
    try {
      Optional<Long> prompt = number(row, "prompt_tokens");
      Optional<Long> completion = number(row, "completion_tokens");
      return new Answer(
          question,
          row.getString("answer"),
          Optional.ofNullable(row.getString("failure")).map(Flaw::of),
          Optional.ofNullable(row.getString("finish_reason")),
          number(row, "latency_ms"),
          prompt.flatMap(p -> completion.map(c -> new Tokens(p, c))));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<Long> number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }
}
