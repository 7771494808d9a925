package org.xingtan.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from: network address and device.
 *
 * @param browser the long-lived secret of a browser in which somebody has signed in; null when it has none
 */
record Visit(String address, String device, @Nullable String browser) {

    static Visit of(HttpServletRequest request) {
        return new Visit(request.getRemoteAddr(), Device.name(request.getHeader("User-Agent")), Cookies.browser(request));
    }

    /** A name for a browser that its owner recognizes in a list: {@code WeChat · Android}. */
    static final class Device {

        private record Sign(String part, String name) {}

        private static final List<Sign> BROWSERS = List.of(new Sign("MicroMessenger", "WeChat"), new Sign("DingTalk", "DingTalk"),
            new Sign("QQBrowser", "QQ Browser"), new Sign("UCBrowser", "UC Browser"), new Sign("HuaweiBrowser", "Huawei Browser"),
            new Sign("MiuiBrowser", "Mi Browser"), new Sign("Edg", "Edge"), new Sign("Firefox", "Firefox"), new Sign("OPR", "Opera"),
            new Sign("Chrome", "Chrome"), new Sign("Safari", "Safari"), new Sign("curl", "curl"));
        private static final List<Sign> SYSTEMS = List.of(new Sign("HarmonyOS", "HarmonyOS"), new Sign("OpenHarmony", "HarmonyOS"),
            new Sign("Android", "Android"), new Sign("iPhone", "iPhone"), new Sign("iPad", "iPad"), new Sign("Windows", "Windows"),
            new Sign("Mac OS X", "Mac"), new Sign("Linux", "Linux"));

        private Device() {}

        static String name(@Nullable String userAgent) {
            if (userAgent == null) {
                return "Browser";
            }
            var browser = first(BROWSERS, userAgent, "Browser");
            var system = first(SYSTEMS, userAgent, "");
            return system.isEmpty() ? browser : browser + " · " + system;
        }

        private static String first(List<Sign> signs, String userAgent, String otherwise) {
            return signs.stream().filter(sign -> userAgent.contains(sign.part())).map(Sign::name).findFirst().orElse(otherwise);
        }
    }
}
