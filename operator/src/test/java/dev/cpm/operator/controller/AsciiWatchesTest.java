package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsciiWatchesTest {
    private static final String TEXT = "ap-beijing–ap-shanghai, Zürich, 北京, 🖥, é, plain";

    private final StringBuilder read = new StringBuilder();

    /** However the bytes are cut into buffers. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 1000})
    void whatIsReadMeansTheSame(int size) throws Exception {
        String json = new ObjectMapper().writeValueAsString(TEXT);
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        var escaping = new AsciiWatches.Escaping((buffers, body) -> buffers.forEach(
                buffer -> read.append(StandardCharsets.UTF_8.decode(buffer).array())));
        for (int from = 0; from < bytes.length; from += size) {
            escaping.consume(List.of(ByteBuffer.wrap(bytes, from, Math.min(size, bytes.length - from))), null);
        }
        assertThat(read.toString())
                .isEqualTo(read.toString().trim())
                .matches("\\p{ASCII}*")
                .doesNotContain("\0");
        assertThat(new ObjectMapper().readValue(read.toString(), String.class)).isEqualTo(TEXT);
    }
}
