package dev.cpm.operator.controller;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the JSON that a watch brings with ASCII alone. Where a proxy allows no WebSocket, the client reads watches over
 * plain HTTP, and there it takes a character of several bytes for one and some NULs, which ends the watch and with it the
 * process (kubernetes-client 7.8.0, {@code WatchHTTPManager}). In JSON, what is not ASCII is within strings, where it can
 * be escaped.
 */
final class AsciiWatches implements Interceptor {
    private static final int ASCII = 0x80;
    private static final int ESCAPED = 6;

    @Override
    public AsyncBody.Consumer<List<ByteBuffer>> consumer(
            AsyncBody.Consumer<List<ByteBuffer>> consumer, HttpRequest request) {
        String query = request.uri().getQuery();
        return query != null && query.contains("watch=true") ? new Escaping(consumer) : consumer;
    }

    /** Of one answer; a character may begin in one buffer and end in the next. */
    static final class Escaping implements AsyncBody.Consumer<List<ByteBuffer>> {
        private final AsyncBody.Consumer<List<ByteBuffer>> reader;
        private final CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        private ByteBuffer begun = ByteBuffer.allocate(0);

        Escaping(AsyncBody.Consumer<List<ByteBuffer>> reader) {
            this.reader = reader;
        }

        @Override
        public void consume(List<ByteBuffer> buffers, AsyncBody body) throws Exception {
            List<ByteBuffer> escaped = new ArrayList<>();
            for (ByteBuffer buffer : buffers) {
                escaped.add(escape(buffer));
            }
            reader.consume(escaped, body);
        }

        @Override
        public <U> U unwrap(Class<U> target) {
            return reader.unwrap(target);
        }

        private ByteBuffer escape(ByteBuffer buffer) {
            ByteBuffer bytes = ByteBuffer.allocate(begun.remaining() + buffer.remaining())
                    .put(begun)
                    .put(buffer)
                    .flip();
            CharBuffer text = CharBuffer.allocate(bytes.remaining());
            decoder.decode(bytes, text, false);
            begun = bytes; // at most the first bytes of one character
            text.flip();
            ByteBuffer ascii = ByteBuffer.allocate(text.remaining() * ESCAPED);
            while (text.hasRemaining()) {
                char c = text.get();
                if (c < ASCII) {
                    ascii.put((byte) c);
                } else {
                    ascii.put("\\u%04x".formatted((int) c).getBytes(StandardCharsets.US_ASCII));
                }
            }
            return ascii.flip();
        }
    }
}
