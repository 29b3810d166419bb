package io.videocatalog.resource;

import io.videocatalog.http.Fault;
import io.videocatalog.http.Faults;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.QueryParameters;
import io.videocatalog.model.TextFolding;
import io.videocatalog.resource.Member.Operator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What a request wants rows to be like: its filters and its search, joined by AND. */
final class Conditions {

    private final QueryParameters parameters;
    private final List<Condition> conditions = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();
    private final Set<String> words = new LinkedHashSet<>();
    /** How many of them are that something equals a value. */
    private int equalities;

    Conditions(Representation<?> representation, QueryParameters parameters) {
        this.parameters = parameters;
        Faults faults = new Faults();
        representation.filters().forEach((parameter, filter) -> parameters.find(parameter).ifPresent(
                text -> faults.of(() -> compare(filter.member(), filter.operator(), parse(filter.member(), parameter, text)))));
        representation.searchAttribute().ifPresent(path -> faults.of(() -> search(path)));
        faults.requireNone();
    }

    /** Whether an entity has a parameter of this name for that. */
    static boolean isKnown(String parameter, Representation<?> representation) {
        return representation.filters().containsKey(parameter) || parameter.equals("q") && representation.searchAttribute().isPresent();
    }

    private void compare(Member member, Operator operator, Object value) {
        if (operator == Operator.CONTAINS) {
            contain(member.queryPath(), (String) value);
        } else {
            conditions.add(Condition.compare(member.queryPath(), " " + operator.sql() + " " + bind(value)));
            equalities += operator == Operator.EQ ? 1 : 0;
        }
    }

    private static Object parse(Member member, String parameter, String text) {
        requireShort(parameter, text);
        try {
            return member.type() == ValueType.REFERENCE
                    ? ValueType.wholeNumber(text)
                    : member.queryValue(member.type().parseBound(text, member.javaType()));
        } catch (IllegalArgumentException e) {
            String detail = e instanceof NumberFormatException ? "must be an id" : e.getMessage();
            throw ProblemException.invalid(Fault.parameter(parameter, "wrong-type", detail));
        }
    }

    private void contain(String path, String part) {
        if (!part.isEmpty()) {
            String like = " like " + bind("%" + part.replaceAll("[!%_]", "!$0") + "%") + " escape '!'";
            conditions.add(Condition.match(path, like, "has_pairs(" + bind(Condition.pairs(part)) + ", " + path + ")"));
        }
    }

    // A folded word has letters and digits only, so nothing in it is special to "like".
    private void search(String path) {
        String text = parameters.find("q").orElse("");
        requireShort("q", text);
        for (String word : TextFolding.words(text)) {
            String like = " like " + bind("% " + word + "%");
            conditions.add(Condition.match(path, like, "has_words(" + bind(Condition.beginning(word)) + ", " + path + ")"));
            words.add(word);
        }
    }

    private static void requireShort(String parameter, String text) {
        int length = text.codePointCount(0, text.length());
        if (length > CollectionQuery.MAX_TEXT) {
            throw ProblemException.invalid(Fault.parameter(parameter, "too-long",
                    "at most " + CollectionQuery.MAX_TEXT + " characters, " + length + " given"));
        }
    }

    private String bind(Object value) {
        String name = "p" + values.size();
        values.put(name, value);
        return ":" + name;
    }

    /** Those that compare what a list is ordered by: they are where in the order it begins or ends. */
    List<String> boundsOf(String path) {
        return conditions.stream().filter(condition -> path.equals(condition.compared())).map(Condition::plain).toList();
    }

    /** All others, in one of their forms. */
    List<String> besidesBoundsOf(String path, Function<Condition, String> form) {
        return conditions.stream().filter(condition -> !path.equals(condition.compared())).map(form).toList();
    }

    /** All, in one of their forms. */
    List<String> in(Function<Condition, String> form) {
        return conditions.stream().map(form).toList();
    }

    /** Whether one of them is that something equals a value. */
    boolean haveEquality() {
        return equalities > 0;
    }

    /** Whether each condition is that something equals a value. */
    boolean areEqualities() {
        return equalities == conditions.size();
    }

    /** The beginnings of words that are searched for. */
    Set<String> words() {
        return words;
    }

    /** Whether nothing is asked for but one word. */
    boolean areOneWord() {
        return words.size() == 1 && conditions.size() == 1;
    }

    /** What the parameters in the conditions stand for. */
    Map<String, Object> values() {
        return values;
    }
}
