package io.videocatalog.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.videocatalog.http.Fault;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemType;
import io.videocatalog.resource.Member;
import io.videocatalog.resource.Representation;
import io.videocatalog.resource.ValueType;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** CSV as RFC 4180 has it, in UTF-8, with a header line that names the members. An empty cell is null. */
final class CsvRows implements RowSource {

    private static final CsvMapper MAPPER = CsvMapper.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build();

    private final TextInput input;
    private final MappingIterator<String[]> lines;
    private final List<Member> columns = new ArrayList<>();
    private long line;

    CsvRows(InputStream input, Representation<?> representation) throws IOException {
        this.input = new TextInput(input);
        try {
            lines = MAPPER.readerFor(String[].class).readValues(this.input.reader());
            readHeader(nextLine().orElseThrow(
                    () -> new BrokenInputException("The input is empty; begin with a line that names the columns")), representation);
        } catch (JsonProcessingException | CharacterCodingException e) {
            throw broken(e);
        }
    }

    private void readHeader(String[] names, Representation<?> representation) {
        List<Fault> faults = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            representation.find(name).ifPresentOrElse(columns::add, () -> faults.add(Fault.member(name, "unknown-member",
                    "is not a column of " + representation.table())));
            if (!seen.add(name)) {
                faults.add(Fault.member(name, "repeated", "must not be repeated"));
            }
        }
        if (!faults.isEmpty()) {
            throw ProblemException.of(ProblemType.VALIDATION, faults);
        }
    }

    @Override
    public Optional<Row> next() throws IOException {
        try {
            return nextLine().map(cells -> row(line, cells));
        } catch (JsonProcessingException | CharacterCodingException e) {
            throw broken(e);
        }
    }

    // Not by the parser's own feature, which would take spaces at the beginning of any line away.
    private Optional<String[]> nextLine() throws IOException {
        while (lines.hasNextValue()) {
            line = lines.getParser().currentLocation().getLineNr();
            String[] cells = lines.nextValue();
            input.rowRead();
            boolean blank = cells.length == 0 || cells.length == 1 && (columns.size() == 1 ? cells[0].isEmpty() : cells[0].isBlank());
            if (!blank) {
                return Optional.of(cells);
            }
        }
        return Optional.empty();
    }

    private Row row(long line, String[] cells) {
        if (cells.length > columns.size()) {
            return RowSource.broken(line, "too-many-cells", "has " + cells.length + " cells, the header " + columns.size());
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < cells.length; i++) {
            json.set(columns.get(i).name(), node(columns.get(i).type(), cells[i]));
        }
        return new Row(line, json, null);
    }

    /** The JSON that a cell stands for; one that does not fit its column's type stays text, which validation then refuses. */
    private static JsonNode node(ValueType type, String cell) {
        if (cell.isEmpty()) {
            return JsonNodeFactory.instance.nullNode();
        }
        boolean whole = type == ValueType.INTEGER || type == ValueType.REFERENCE;
        if (whole && cell.matches("-?[0-9]{1,19}")) {
            return JsonNodeFactory.instance.numberNode(new BigInteger(cell));
        } else if ((whole || type == ValueType.DECIMAL) && ValueType.isNumber(cell)) {
            return JsonNodeFactory.instance.numberNode(Double.parseDouble(cell));
        } else if (type == ValueType.BOOLEAN && (cell.equals("true") || cell.equals("false"))) {
            return BooleanNode.valueOf(cell.equals("true"));
        }
        return JsonNodeFactory.instance.textNode(cell);
    }

    private static BrokenInputException broken(IOException e) {
        if (e.getCause() instanceof BrokenInputException broken) {
            return broken;
        } else if (e instanceof JsonProcessingException csv && csv.getLocation() != null) {
            return new BrokenInputException("Not valid CSV at line " + csv.getLocation().getLineNr() + ": " + csv.getOriginalMessage());
        }
        return new BrokenInputException("The input is not valid UTF-8");
    }
}
