package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;

/** The port to a model that answers: what to send, and what came back. */
public interface AskModel {
  RemoteCall ask(Question question);

  Answer readAnswer(Question question, RemoteReply reply);
}
