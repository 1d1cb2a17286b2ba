package dev.reprise.cli.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.Collection;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/// Keeps documents in the file as BSON: a fraction of the bytes and time of Java serialization, which is the map's
/// default.
final class BsonDocumentType extends BasicDataType<Document> {
    private static final int OBJECT_BYTES = 48;

    @Override
    public int getMemory(Document document) {
        return memoryOf(document);
    }

    /// An estimate in bytes: the map splits its pages and sizes its cache by it.
    private static int memoryOf(Object value) {
        return switch (value) {
            case Document document -> {
                int bytes = OBJECT_BYTES;
                for (var field : document.entrySet()) {
                    bytes += OBJECT_BYTES + field.getKey().length();
                    bytes += field.getValue() == null ? 0 : memoryOf(field.getValue());
                }
                yield bytes;
            }
            case Collection<?> values -> {
                int bytes = OBJECT_BYTES;
                for (Object element : values) {
                    bytes += element == null ? Long.BYTES : memoryOf(element);
                }
                yield bytes;
            }
            case String text -> OBJECT_BYTES + text.length();
            default -> OBJECT_BYTES;
        };
    }

    @Override
    public void write(WriteBuffer buffer, Document document) {
        ByteBuf bson = Unpooled.buffer(512);
        BsonEncoder.encodeDocument(document, bson);
        buffer.put(bson.nioBuffer());
    }

    @Override
    public Document read(ByteBuffer buffer) {
        ByteBuf bson = Unpooled.wrappedBuffer(buffer);
        Document document = BsonDecoder.decodeBson(bson);
        buffer.position(buffer.position() + bson.readerIndex());
        return document;
    }

    @Override
    public Document[] createStorage(int size) {
        return new Document[size];
    }
}
