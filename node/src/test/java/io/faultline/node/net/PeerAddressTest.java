package io.faultline.node.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.node.raft.NodeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerAddressTest {
    @Test
    void aNameOrAnAddressAndAPortAreRead() {
        assertThat(PeerAddress.parse("n1=node-1.local:7001"))
                .isEqualTo(new PeerAddress(NodeId.of(1), "node-1.local", 7001));
        assertThat(PeerAddress.parse("n63=[::1]:65535")).isEqualTo(new PeerAddress(NodeId.of(63), "::1", 65535));
        assertThat(PeerAddress.parse("n63=[::1]:65535")).hasToString("n63=[::1]:65535");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "n1 | 'n1' is not of the form n1=host:port",
                "n1:7001 | 'n1:7001' is not of the form n1=host:port",
                "n1=host | 'n1=host' is not of the form n1=host:port",
                "n1=:7001 | 'n1=:7001' names no host",
                "n1=host: | 'n1=host:': a port is 1 to 65535",
                "n1=host:0 | 'n1=host:0': a port is 1 to 65535",
                "n1=host:65536 | 'n1=host:65536': a port is 1 to 65535",
                "n1=host:99999999999 | 'n1=host:99999999999': a port is 1 to 65535",
                "n1=::1:7001 | 'n1=::1:7001': put an IPv6 address in brackets",
                "n64=host:1 | a node is named n1 to n63, not 'n64'",
                "x=host:1 | a node is named n1 to n63, not 'x'",
            })
    void anythingElseIsRefusedInWords(String text, String message) {
        assertThatThrownBy(() -> PeerAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
