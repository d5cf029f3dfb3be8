/**
 * The vector store on a Chroma server (1.0 or newer), spoken over plain HTTP in its API v2.
 *
 * <p>Only vectors, ids and a hash of each vector go there; no text does.
 */
package ai.organized.flywheel.vectors.chroma;
