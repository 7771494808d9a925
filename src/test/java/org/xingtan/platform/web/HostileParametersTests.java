package org.xingtan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.xingtan.directory.Role;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.DefineRequirement;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Window;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;

/** Whatever stands in a parameter of an address or a form of the year's modules, the answer is never a fault. */
@XingtanTest
class HostileParametersTests {

    private static final List<String> MODULES = List.of("application", "deadline", "fee", "ledger", "offering", "recognition", "report", "selection", "standing", "study", "validation");
    private static final List<String> HOSTILE = List.of("", " ", "x", "-1", "0", "99999999999999999999", "9999-12-31", "+999999999-01-01", "2026-02-30", "'", "%_\\", "\u202e", "1e400",
        "AAAA", "8J-YgHwt", UUID.randomUUID().toString(), "学".repeat(4_000));

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @Autowired MockMvcTester mvc;
    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired DefineRequirement requirement;

    private final Map<Integer, Integer> answers = new TreeMap<>();
    private final Map<String, String> ids = new LinkedHashMap<>();
    private Cast.Place city;
    private Actor office;

    /** A term, a call for applications, a year to be validated and a plan, so that not everything is nowhere. */
    @BeforeEach
    void plant() {
        city = cast.city();
        var school = cast.school(city);
        office = cast.actor(cast.staff(city, Role.OPERATOR));
        cast.appoint(office.teacher(), Role.TRAINING_ADMINISTRATOR, school);
        var today = LocalDate.now(Window.ZONE);
        requirement.define(city.id(), today.getYear(), "年度要求", "示例〔2026〕1号", CreditHours.of("8"),
            List.of(new AnnualRequirement.Category("PROFESSIONAL", "专业科目", "Professional", CreditHours.of("8"))));
        var called = curriculum.aProgram(city.id()).title("Hostile " + city.code()).publish().id().toString();
        make("/console/applications", "program", called, "series", "s", "places", "3", "reserve", "1", "days", "", "apartYears", "0", "applyFrom", today.minusDays(1).toString(),
            "applyTo", today.toString(), "school", today.toString(), "county", today.toString(), "city", today.toString());
        ids.put("/terms/", made("/console/selection", "owner", city.id().toString(), "code", "h" + city.code(), "title", "学期", "most", "2", "selectFirst", today.toString(),
            "selectLast", today.toString()));
        ids.put("/calls/", called);
        ids.put("/programs/", called);
        ids.put("/plans/", made("/console/study/plans", "organization", school.id().toString(), "id", UUID.randomUUID().toString(), "year", String.valueOf(today.getYear()),
            "title", "计划", "aims", "目标", "category", "PROFESSIONAL", "hours", "2", "leader", "教导处", "lateMinutes", "10"));
    }

    private String made(String path, String... fields) {
        return String.valueOf(make(path, fields)).replaceAll(".*/", "");
    }

    private String make(String path, String... fields) {
        var request = mvc.post().uri(path).with(Cast.as(office)).with(Cast.csrf());
        for (var i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        var made = request.exchange();
        assertThat(made).as(path).hasStatus3xxRedirection();
        return String.valueOf(made.getResponse().getRedirectedUrl());
    }

    @Test
    void noneIsAFault() {
        var faults = new ArrayList<String>();
        mappings.getHandlerMethods().forEach((mapping, method) -> {
            if (MODULES.contains(method.getBeanType().getPackageName().replace("org.xingtan.", ""))) {
                var http = mapping.getMethodsCondition().getMethods().iterator().next().asHttpMethod();
                mapping.getPatternValues().forEach(pattern -> faults.addAll(faults(http, pattern, method)));
            }
        });

        assertThat(faults).isEmpty();
        assertThat(answers).as("not everything is nowhere").containsKeys(200, 302, 400, 404, 422);
    }

    /** Asked by the administrator of another city for what there is here. */
    @Test
    void nothingOfAnotherAuthorityIsAnswered() {
        var stranger = cast.administrator(cast.city());
        var answered = new ArrayList<String>();
        mappings.getHandlerMethods().forEach((mapping, method) -> {
            if (MODULES.contains(method.getBeanType().getPackageName().replace("org.xingtan.", ""))) {
                var http = mapping.getMethodsCondition().getMethods().iterator().next().asHttpMethod();
                mapping.getPatternValues().stream().filter(it -> isHere(it) && !hasBody(method)).forEach(pattern -> {
                    var request = mvc.method(http).uri(address(pattern)).with(Cast.as(stranger)).with(Cast.csrf());
                    fields(method).forEach(field -> request.param(field, plain(field)));
                    var status = request.exchange().getResponse().getStatus();
                    if (status != 404) {
                        answered.add(status + " " + http + " " + pattern);
                    }
                });
            }
        });

        assertThat(answered).isEmpty();
    }

    /** A file or JSON, without which the framework answers first. */
    private static boolean hasBody(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters()).anyMatch(it -> it.hasParameterAnnotation(org.springframework.web.bind.annotation.RequestBody.class)
            || it.getParameterType() == org.springframework.web.multipart.MultipartFile.class);
    }

    private boolean isHere(String pattern) {
        return !address(pattern).equals(pattern.replaceAll("\\{year}", "2026").replaceAll("\\{kind}", "SELECT")) && (pattern.matches(".*\\{(organization|authority|unit)}.*")
            || ids.keySet().stream().anyMatch(it -> pattern.contains(it + "{")));
    }

    private List<String> faults(HttpMethod http, String pattern, HandlerMethod method) {
        var fields = fields(method);
        var plain = new LinkedHashMap<String, String>();
        fields.forEach(field -> plain.put(field, plain(field)));
        var faults = new ArrayList<String>();
        for (var value : HOSTILE) {
            for (var field : fields) {
                var sent = new LinkedHashMap<>(plain);
                sent.put(field, value);
                check(http, pattern, sent, field + "=" + value, faults);
            }
            check(http, pattern, all(fields, value), "all=" + value, faults);
        }
        return faults;
    }

    private static Map<String, String> all(List<String> fields, String value) {
        var sent = new LinkedHashMap<String, String>();
        fields.forEach(field -> sent.put(field, value));
        return sent;
    }

    private void check(HttpMethod http, String pattern, Map<String, String> fields, String what, List<String> faults) {
        var request = mvc.method(http).uri(address(pattern)).with(Cast.as(office)).with(Cast.csrf());
        fields.forEach(request::param);
        var status = request.exchange().getResponse().getStatus();
        answers.merge(status, 1, Integer::sum);
        if (status >= 500) {
            faults.add(status + " " + http + " " + pattern + " " + what.substring(0, Math.min(60, what.length())));
        }
    }

    private String address(String pattern) {
        var address = pattern;
        for (var known : ids.entrySet()) {
            address = address.replaceFirst(known.getKey() + "\\{[^}]*}", known.getKey() + known.getValue());
        }
        return address.replaceAll("\\{(organization|authority|unit)}", city.id().toString()).replaceAll("\\{year}", "2026").replaceAll("\\{kind}", "SELECT")
            .replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
    }

    private String plain(String field) {
        return switch (field) {
            case "organization", "authority", "owner", "unit" -> city.id().toString();
            case "year" -> "2026";
            case "sort" -> "NAME";
            case "id", "program", "term", "statement", "invoice", "refund", "teacher", "person", "leader" -> UUID.randomUUID().toString();
            default -> "1";
        };
    }

    /** What it reads, whether by name or as a form. */
    private static List<String> fields(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters()).flatMap(parameter -> {
            parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
            var type = parameter.getParameterType();
            return parameter.hasParameterAnnotation(RequestParam.class) ? Stream.of(name(parameter)) : type.isRecord() && type != Actor.class && !isPath(parameter)
                ? Arrays.stream(type.getRecordComponents()).map(java.lang.reflect.RecordComponent::getName) : Stream.<String>empty();
        }).distinct().toList();
    }

    private static boolean isPath(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(org.springframework.web.bind.annotation.PathVariable.class);
    }

    private static String name(MethodParameter parameter) {
        var named = parameter.getParameterAnnotation(RequestParam.class);
        return named == null || named.name().isEmpty() ? String.valueOf(parameter.getParameterName()) : named.name();
    }
}
