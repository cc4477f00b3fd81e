package io.faultline.harness.trial;

import io.faultline.nemesis.fault.Fault;
import io.faultline.nemesis.fault.Injection;
import io.faultline.nemesis.json.FaultJson;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** Faults and injections as the plain trees a history keeps: the nemesis and the checkers do not know each other. */
final class FaultTree {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, Object>> TREE = new TypeReference<>() {};

    private FaultTree() {}

    static Map<String, Object> of(Fault fault) {
        return MAPPER.readValue(FaultJson.write(fault), TREE);
    }

    static Map<String, Object> of(Injection injection) {
        return MAPPER.readValue(FaultJson.write(injection), TREE);
    }
}
