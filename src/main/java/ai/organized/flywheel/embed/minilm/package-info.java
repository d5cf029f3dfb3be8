/** all-MiniLM-L6-v2 in this process, by ONNX Runtime; nothing leaves. */
package ai.organized.flywheel.embed.minilm;
