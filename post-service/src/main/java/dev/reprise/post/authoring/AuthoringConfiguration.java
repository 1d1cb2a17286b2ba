package dev.reprise.post.authoring;

import dev.reprise.events.PostEvent;
import dev.reprise.events.PostEvent.PostCreated;
import dev.reprise.events.Topic;
import dev.reprise.starter.aggregate.AggregateStore;
import dev.reprise.starter.aggregate.AggregateStores;
import dev.reprise.starter.restore.Restoration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AuthoringConfiguration {

    private static final String COLLECTION = "posts";

    @Bean
    AggregateStore<Post> posts(AggregateStores stores) {
        return stores.open(COLLECTION, Post.class);
    }

    @Bean
    Restoration<Post> restoredPosts() {
        return Restoration.of(COLLECTION, Topic.POSTS, PostCreated.class, Post::opened, PostEvent.class, Post::after);
    }
}
