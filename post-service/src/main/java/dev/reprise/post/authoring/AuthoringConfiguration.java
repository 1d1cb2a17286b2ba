package dev.reprise.post.authoring;

import dev.reprise.starter.aggregate.AggregateStore;
import dev.reprise.starter.aggregate.AggregateStores;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AuthoringConfiguration {

    @Bean
    AggregateStore<Post> posts(AggregateStores stores) {
        return stores.open("posts", Post.class);
    }
}
