package dev.reprise.starter.store;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.convert.converter.Converter;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.convert.WritingConverter;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.convert.DefaultMongoTypeMapper;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.convert.NoOpDbRefResolver;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

/// How this project speaks to MongoDB: acknowledged means on the disks of a majority, ids are strings, and no
/// class name is ever stored.
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration",
            "org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration"
        })
class StoreAutoConfiguration {

    private static final int SELECT_SERVER_SECONDS = 3;
    private static final int CONNECT_SECONDS = 2;
    private static final int READ_SECONDS = 15;

    @Bean
    MongoClientSettingsBuilderCustomizer durableWrites() {
        return settings -> settings.writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .readConcern(ReadConcern.DEFAULT)
                .applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(SELECT_SERVER_SECONDS, TimeUnit.SECONDS))
                .applyToConnectionPoolSettings(pool -> pool.maxWaitTime(SELECT_SERVER_SECONDS, TimeUnit.SECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                        .readTimeout(READ_SECONDS, TimeUnit.SECONDS));
    }

    @Bean
    MongoCustomConversions mongoCustomConversions() {
        return new MongoCustomConversions(List.of(new UuidToString(), new StringToUuid()));
    }

    @Bean
    MappingMongoConverter mappingMongoConverter(
            MongoDatabaseFactory factory, MongoMappingContext context, MongoCustomConversions conversions) {
        MappingMongoConverter converter = new MappingMongoConverter(NoOpDbRefResolver.INSTANCE, context);
        converter.setCustomConversions(conversions);
        converter.setTypeMapper(new DefaultMongoTypeMapper(null));
        return converter;
    }

    @Bean
    StoreHealth storeHealthIndicator(MongoTemplate mongo) {
        return new StoreHealth(mongo);
    }

    @WritingConverter
    static final class UuidToString implements Converter<UUID, String> {
        @Override
        public String convert(UUID id) {
            return id.toString();
        }
    }

    @ReadingConverter
    static final class StringToUuid implements Converter<String, UUID> {
        @Override
        public UUID convert(String text) {
            return UUID.fromString(text);
        }
    }
}
