package ai.organized.flywheel.validate;

import java.util.List;

/**
 * Findings of one kind.
 *
 * @param count all of them
 * @param findings the first of them, at most {@value Findings#LISTED}
 */
public record FindingGroup(Severity severity, String code, long count, List<Finding> findings) {}
