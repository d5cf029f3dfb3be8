package ai.organized.flywheel.sandbox.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Function;

/**
 * A tool that a sandbox server of the Model Context Protocol offers.
 *
 * @param readOnly what its annotation says
 * @param inputSchema JSON Schema of its arguments
 * @param outputSchema JSON Schema of its structured result, when it has one
 * @param work gives the answer to arguments; they were not checked against the schema
 */
public record ServedTool(
    String name,
    boolean readOnly,
    ObjectNode inputSchema,
    Optional<ObjectNode> outputSchema,
    Function<ObjectNode, ToolAnswer> work) {}
