package dev.reprise.cli.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServiceClientTest {

    @Test
    void a_name_is_sent_without_what_services_do_not_take() {
        assertThat(ServiceClient.author("ada.l_1815@math+1|x-y")).isEqualTo("ada.l_1815@math+1|x-y");
        assertThat(ServiceClient.author("MATHS\\Ada Lovelace!")).isEqualTo("MATHSAdaLovelace");
        assertThat(ServiceClient.author("阿达")).isEqualTo("operator");
        assertThat(ServiceClient.author("")).isEqualTo("operator");
    }
}
