package io.faultline.nemesis.json;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import io.faultline.nemesis.fault.CutKind;
import io.faultline.nemesis.fault.Direction;
import io.faultline.nemesis.fault.DownMode;
import io.faultline.nemesis.fault.Fault;
import io.faultline.nemesis.fault.FaultClass;
import io.faultline.nemesis.fault.FaultKind;
import io.faultline.nemesis.fault.Injection;
import io.faultline.nemesis.fault.Link;
import io.faultline.nemesis.fault.LinkShape;
import io.faultline.nemesis.fault.Links;
import io.faultline.nemesis.fault.PartitionShape;
import io.faultline.nemesis.fault.Point;
import io.faultline.nemesis.fault.Standing;
import io.faultline.nemesis.fault.Target;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.annotation.EnumNaming;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;

/** The one configured mapper. The values themselves know nothing of JSON: see the mix-ins. */
final class Mappers {

    static final JsonMapper MAPPER = build();

    private Mappers() {}

    private static JsonMapper build() {
        JsonMapper.Builder builder = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                // Also for what is missing: a field left out is never a silent zero.
                .changeDefaultNullHandling(defaults -> JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL))
                .addMixIn(Fault.class, Kinds.class)
                .addMixIn(Injection.class, Acts.class)
                .addMixIn(LinkShape.class, Shapes.class)
                .addMixIn(Target.class, Symbols.class)
                .addMixIn(Links.class, Ways.class)
                .addMixIn(Link.class, Pair.class);
        List.of(
                        CutKind.class,
                        Direction.class,
                        DownMode.class,
                        FaultClass.class,
                        FaultKind.class,
                        PartitionShape.class,
                        Point.class,
                        Standing.class)
                .forEach(words -> builder.addMixIn(words, Words.class));
        for (FaultKind kind : FaultKind.values()) {
            builder.registerSubtypes(new NamedType(kind.type(), kind.kebab()));
        }
        List.of(Injection.class, LinkShape.class, Target.class, Links.class)
                .forEach(base -> registerNested(builder, base));
        return builder.build();
    }

    private static void registerNested(JsonMapper.Builder builder, Class<?> base) {
        for (Class<?> nested : base.getPermittedSubclasses()) {
            builder.registerSubtypes(new NamedType(nested, kebab(nested.getSimpleName())));
        }
    }

    /** Returns {@code NodesDown} as {@code nodes-down}. */
    static String kebab(String camel) {
        return camel.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    private interface Kinds {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "act")
    private interface Acts {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "shape")
    private interface Shapes {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "who")
    private interface Symbols {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "which")
    private interface Ways {}

    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    @JsonPropertyOrder({"from", "to"})
    private interface Pair {}

    @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
    private interface Words {}
}
