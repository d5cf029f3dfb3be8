package ai.organized.flywheel.sandbox.ollama.modelfile;

/**
 * One instruction of a Modelfile.
 *
 * @param name in lower case: {@code model} for {@code FROM}, the parameter's own name for {@code
 *     PARAMETER}
 * @param value for {@code message} with the role before it: {@code user: text}
 */
public record Instruction(String name, String value) {}
