package dev.reprise.starter.web;

import static org.springframework.web.bind.annotation.RequestMethod.POST;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The smallest service there is: what it does to a request is the starter's doing.
@SpringBootApplication
class ThingsApplication {

    record Part(@Nullable String kind) {}

    record Draft(
            @Nullable String name,
            @Nullable Integer size,
            @Nullable List<Part> parts) {}

    @RestController
    static class ThingController {

        private final MongoTemplate mongo;

        ThingController(MongoTemplate mongo) {
            this.mongo = mongo;
        }

        @RequestMapping(path = "/things", method = POST)
        Draft create(@RequestBody Draft draft) {
            return draft;
        }

        @GetMapping("/things/{id}")
        Map<String, String> get(@PathVariable UUID id) {
            return Map.of("id", id.toString());
        }

        @PutMapping("/things/{id}")
        Map<String, String> replaceVersionThree(@PathVariable UUID id, IfMatch ifMatch) {
            ifMatch.requireCurrent(3);
            return Map.of("id", id.toString());
        }

        @GetMapping("/caller")
        Map<String, String> caller(Caller caller) {
            return Map.of("id", caller.id());
        }

        @GetMapping("/page")
        Map<String, Integer> page(
                @RequestParam(required = false) @Nullable String limit,
                @RequestParam(required = false) @Nullable String cursor) {
            Cursor.decodeId(cursor, "things");
            return Map.of("limit", Limit.parse(limit, 20));
        }

        @GetMapping("/stored")
        Map<String, Long> stored() {
            return Map.of("count", mongo.getCollection("things").countDocuments(new Document()));
        }

        @GetMapping("/broken")
        String broken() {
            throw new IllegalStateException("secret: the password is 1234");
        }

        @GetMapping("/overflow")
        String overflow() {
            throw new StackOverflowError("secret: the password is 1234");
        }
    }
}
