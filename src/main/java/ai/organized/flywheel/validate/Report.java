package ai.organized.flywheel.validate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Optional;

/**
 * What was found in a file; as JSON the contract of {@code dataset validate --json}.
 *
 * @param file its name without the folder
 * @param part {@code train} or {@code evaluation}
 * @param ready no errors
 * @param lines all, readable or not
 * @param comparedWith name of the file of the other part, when there is one
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Report(
    String file,
    Provider provider,
    Shape shape,
    String part,
    boolean ready,
    long errors,
    long warnings,
    long lines,
    long bytes,
    Tokens tokens,
    Diversity diversity,
    Optional<String> comparedWith,
    List<FindingGroup> findings,
    CostEstimate cost) {}
