package org.xingtan.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0 | Edge · Windows",
        "Mozilla/5.0 (Linux; Android 14; V2024A) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.49 | WeChat · Android",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1 | Safari · iPhone",
        "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0 | Firefox · Linux",
        "something else | Browser"})
    void isNamedByBrowserAndSystem(String userAgent, String name) {
        assertThat(Visit.Device.name(userAgent)).isEqualTo(name);
    }

    @Test
    void hasANameWithoutAnything() {
        assertThat(Visit.Device.name(null)).isEqualTo("Browser");
    }
}
