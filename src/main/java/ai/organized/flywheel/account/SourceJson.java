package ai.organized.flywheel.account;

import ai.organized.flywheel.account.source.Source;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;

/**
 * A part of an account state in JSON: what is known as it is, {@code {"status": "unknown",
 * "reason": …}} or {@code {"status": "off"}}.
 */
final class SourceJson {
  private static final String UNKNOWN = "unknown";
  private static final String OFF = "off";

  private SourceJson() {}

  static SimpleModule module() {
    return new SimpleModule()
        .addSerializer(new Writer())
        .addDeserializer(Source.class, new Reader(null));
  }

  private static final class Writer extends StdSerializer<Source<?>> {
    private static final long serialVersionUID = 1L;

    Writer() {
      super(Source.class, false);
    }

    @Override
    public void serialize(Source<?> source, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (source instanceof Source.Known<?> known) {
        provider.defaultSerializeValue(known.value(), json);
        return;
      }
      json.writeStartObject();
      if (source instanceof Source.Unknown<?> unknown) {
        json.writeStringField("reason", unknown.reason());
      }
      json.writeStringField("status", source instanceof Source.Off ? OFF : UNKNOWN);
      json.writeEndObject();
    }
  }

  /** Told by the field it reads for what a known value is. */
  private static final class Reader extends StdDeserializer<Source<?>>
      implements ContextualDeserializer {
    private static final long serialVersionUID = 1L;

    private final JavaType value;

    Reader(JavaType value) {
      super(Source.class);
      this.value = value;
    }

    @Override
    public JsonDeserializer<?> createContextual(
        DeserializationContext context, BeanProperty field) {
      JavaType source = field == null ? context.getContextualType() : field.getType();
      return new Reader(source.containedTypeOrUnknown(0));
    }

    @Override
    public Source<?> deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      JsonNode node = context.readTree(json);
      if (node.size() == 2 && node.path("status").asText().equals(UNKNOWN) && node.has("reason")) {
        return new Source.Unknown<>(node.path("reason").asText());
      }
      if (node.size() == 1 && node.path("status").asText().equals(OFF)) {
        return new Source.Off<>();
      }
      return new Source.Known<>(context.readTreeAsValue(node, value));
    }
  }
}
