/** The command line: one command a file. Data goes to stdout, everything else to stderr. */
package ai.organized.flywheel.cli;
