package gg.jte.generated.ondemand.components;
@SuppressWarnings("unchecked")
public final class JtelogoGenerated {
	public static final String JTE_NAME = "components/logo.jte";
	public static final int[] JTE_LINE_INFO = {0,0,0,0,0,0,2,2,2,2,2,2};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor) {
		jteOutput.writeContent("\n<svg class=\"logo\" viewBox=\"0 0 64 64\" aria-hidden=\"true\" focusable=\"false\"><g class=\"logo-blossom\"><path d=\"M32 25c-5.6-3.6-7.4-9.4-4.6-13.6 1.6-2.4 3.6-2.8 4.6-1.4 1-1.4 3-1 4.6 1.4 2.8 4.2 1 10-4.6 13.6z\"/><path d=\"M32 25c-5.6-3.6-7.4-9.4-4.6-13.6 1.6-2.4 3.6-2.8 4.6-1.4 1-1.4 3-1 4.6 1.4 2.8 4.2 1 10-4.6 13.6z\" transform=\"rotate(72 32 25)\"/><path d=\"M32 25c-5.6-3.6-7.4-9.4-4.6-13.6 1.6-2.4 3.6-2.8 4.6-1.4 1-1.4 3-1 4.6 1.4 2.8 4.2 1 10-4.6 13.6z\" transform=\"rotate(144 32 25)\"/><path d=\"M32 25c-5.6-3.6-7.4-9.4-4.6-13.6 1.6-2.4 3.6-2.8 4.6-1.4 1-1.4 3-1 4.6 1.4 2.8 4.2 1 10-4.6 13.6z\" transform=\"rotate(216 32 25)\"/><path d=\"M32 25c-5.6-3.6-7.4-9.4-4.6-13.6 1.6-2.4 3.6-2.8 4.6-1.4 1-1.4 3-1 4.6 1.4 2.8 4.2 1 10-4.6 13.6z\" transform=\"rotate(288 32 25)\"/></g><path class=\"logo-ink\" d=\"M35.4 25a3.4 3.4 0 1 1-6.8 0 3.4 3.4 0 0 1 6.8 0zM20 45h24v4H20zM14 51h36v4H14zM8 57h48v4H8z\"/></svg>\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		render(jteOutput, jteHtmlInterceptor);
	}
}
