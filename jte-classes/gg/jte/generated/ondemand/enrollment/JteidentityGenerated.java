package gg.jte.generated.ondemand.enrollment;
import org.xingtan.enrollment.IdentityCheck;
@SuppressWarnings("unchecked")
public final class JteidentityGenerated {
	public static final String JTE_NAME = "enrollment/identity.jte";
	public static final int[] JTE_LINE_INFO = {1,1,2,2,2,2,4,4,5,5,5,6,6,7,7,7,8,8,9,9,9,2,3,3,3,3};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, org.xingtan.platform.web.Ui ui, IdentityCheck identity) {
		if (identity.refused()) {
			jteOutput.writeContent("\n<div class=\"note note-bad\" role=\"status\"><p>");
			jteOutput.setContext("p", null);
			jteOutput.writeUserContent(ui.t("enrollment.identity.REFUSED", identity.reason()));
			jteOutput.writeContent("</p></div>\n");
		} else if (identity.state() != IdentityCheck.State.NOT_NEEDED) {
			jteOutput.writeContent("\n<p class=\"quiet\">");
			jteOutput.setContext("p", null);
			jteOutput.writeUserContent(ui.t("enrollment.identity." + identity.state()));
			jteOutput.writeContent("</p>\n");
		}
		jteOutput.writeContent("\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		org.xingtan.platform.web.Ui ui = (org.xingtan.platform.web.Ui)params.get("ui");
		IdentityCheck identity = (IdentityCheck)params.get("identity");
		render(jteOutput, jteHtmlInterceptor, ui, identity);
	}
}
