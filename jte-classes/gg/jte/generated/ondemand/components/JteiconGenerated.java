package gg.jte.generated.ondemand.components;
@SuppressWarnings("unchecked")
public final class JteiconGenerated {
	public static final String JTE_NAME = "components/icon.jte";
	public static final int[] JTE_LINE_INFO = {1,1,1,1,1,2,2,2,2,2,3,3,5,5,7,7,9,9,11,11,13,13,15,15,17,17,19,19,21,21,23,23,25,25,27,27,29,29,31,31,33,33,35,35,37,37,39,39,41,41,43,43,45,45,47,47,49,49,51,51,53,53,55,55,57,57,57,1,1,1,1};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, String name) {
		jteOutput.writeContent("<svg class=\"icon icon-");
		jteOutput.setContext("svg", "class");
		jteOutput.writeUserContent(name);
		jteOutput.setContext("svg", null);
		jteOutput.writeContent("\" viewBox=\"0 0 24 24\" aria-hidden=\"true\" focusable=\"false\">\n");
		if (name.equals("tick")) {
			jteOutput.writeContent("\n<path d=\"M5 12.5l4.5 4.5L19 7.5\"/>\n");
		} else if (name.equals("cross")) {
			jteOutput.writeContent("\n<path d=\"M6.5 6.5l11 11M17.5 6.5l-11 11\"/>\n");
		} else if (name.equals("dash")) {
			jteOutput.writeContent("\n<path d=\"M6 12h12\"/>\n");
		} else if (name.equals("gap")) {
			jteOutput.writeContent("\n<circle cx=\"12\" cy=\"12\" r=\"8\"/><path d=\"M12 4a8 8 0 0 1 0 16z\" class=\"icon-fill\"/>\n");
		} else if (name.equals("home")) {
			jteOutput.writeContent("\n<path d=\"M4 11l8-7 8 7M6 9.5V20h4.5v-5.5h3V20H18V9.5\"/>\n");
		} else if (name.equals("book")) {
			jteOutput.writeContent("\n<path d=\"M12 6.5C10 5 7 4.5 4 5v13.5c3-.5 6 0 8 1.5 2-1.5 5-2 8-1.5V5c-3-.5-6 0-8 1.5zM12 6.5V20\"/>\n");
		} else if (name.equals("play")) {
			jteOutput.writeContent("\n<circle cx=\"12\" cy=\"12\" r=\"8.5\"/><path d=\"M10 8.5l5.5 3.5L10 15.5z\" class=\"icon-fill\"/>\n");
		} else if (name.equals("person")) {
			jteOutput.writeContent("\n<circle cx=\"12\" cy=\"8\" r=\"3.8\"/><path d=\"M4.5 20c.7-4 3.7-6 7.5-6s6.8 2 7.5 6\"/>\n");
		} else if (name.equals("clock")) {
			jteOutput.writeContent("\n<circle cx=\"12\" cy=\"12\" r=\"8.5\"/><path d=\"M12 7v5.3l3.5 2\"/>\n");
		} else if (name.equals("quiz")) {
			jteOutput.writeContent("\n<path d=\"M6 4h12v16H6zM9 9l1.3 1.3L12.8 7.8M9 15h6\"/>\n");
		} else if (name.equals("certificate")) {
			jteOutput.writeContent("\n<circle cx=\"12\" cy=\"9.5\" r=\"5.5\"/><path d=\"M8.5 14.5L7.5 21l4.5-2.5 4.5 2.5-1-6.5\"/>\n");
		} else if (name.equals("people")) {
			jteOutput.writeContent("\n<circle cx=\"9\" cy=\"9\" r=\"3.2\"/><path d=\"M3 19c.5-3.5 2.8-5 6-5s5.5 1.5 6 5M15.5 6.2a3 3 0 0 1 0 5.6M17 14.3c2.3.5 3.6 2 4 4.7\"/>\n");
		} else if (name.equals("chart")) {
			jteOutput.writeContent("\n<path d=\"M4 20h16M7 20v-7M12 20V5M17 20v-10\"/>\n");
		} else if (name.equals("notice")) {
			jteOutput.writeContent("\n<path d=\"M6 3.5h9L19 7.5V20.5H6zM9 11h7M9 15h7\"/>\n");
		} else if (name.equals("arrow")) {
			jteOutput.writeContent("\n<path d=\"M5 12h14M13 6l6 6-6 6\"/>\n");
		} else if (name.equals("plus")) {
			jteOutput.writeContent("\n<path d=\"M12 5v14M5 12h14\"/>\n");
		} else if (name.equals("menu")) {
			jteOutput.writeContent("\n<path d=\"M4 7h16M4 12h16M4 17h16\"/>\n");
		} else if (name.equals("upload")) {
			jteOutput.writeContent("\n<path d=\"M12 16V5M7.5 9.5L12 5l4.5 4.5M5 15.5V20h14v-4.5\"/>\n");
		} else if (name.equals("list")) {
			jteOutput.writeContent("\n<path d=\"M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.5M4.5 12h.5M4.5 17.5h.5\"/>\n");
		} else if (name.equals("bell")) {
			jteOutput.writeContent("\n<path d=\"M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4\"/>\n");
		} else if (name.equals("chat")) {
			jteOutput.writeContent("\n<path d=\"M4 5h16v11H11l-4.5 4v-4H4z\"/>\n");
		} else if (name.equals("scales")) {
			jteOutput.writeContent("\n<path d=\"M12 4v16M7 20h10M5 7h14M5 7l-2.5 6h5zM19 7l-2.5 6h5z\"/>\n");
		} else if (name.equals("key")) {
			jteOutput.writeContent("\n<circle cx=\"8\" cy=\"14\" r=\"4\"/><path d=\"M11 11l8.5-7M16 7l2.5 3\"/>\n");
		} else if (name.equals("eye")) {
			jteOutput.writeContent("\n<path d=\"M2.5 12C5 7.5 8.3 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.8 6.5-9.5 6.5s-7-2-9.5-6.5z\"/><circle cx=\"12\" cy=\"12\" r=\"2.8\"/>\n");
		} else if (name.equals("pen")) {
			jteOutput.writeContent("\n<path d=\"M5 19l1-4L16.5 4.5l3 3L9 18z\"/>\n");
		} else if (name.equals("mail")) {
			jteOutput.writeContent("\n<path d=\"M3.5 6h17v12.5h-17zM4 6.5l8 6.5 8-6.5\"/>\n");
		}
		jteOutput.writeContent("\n</svg>\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		String name = (String)params.get("name");
		render(jteOutput, jteHtmlInterceptor, name);
	}
}
