/** A Chroma server (1.0) with the part of its API v2 that keeps and finds vectors. */
package ai.organized.flywheel.sandbox.chroma;
