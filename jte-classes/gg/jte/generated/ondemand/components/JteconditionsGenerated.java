package gg.jte.generated.ondemand.components;
import org.xingtan.platform.Condition;
import java.util.List;
@SuppressWarnings("unchecked")
public final class JteconditionsGenerated {
	public static final String JTE_NAME = "components/conditions.jte";
	public static final int[] JTE_LINE_INFO = {1,1,2,3,3,3,3,8,8,9,9,11,11,12,12,13,13,14,14,15,15,15,16,16,17,17,17,18,18,19,19,20,20,21,21,22,22,24,24,24,3,4,5,6,7,7,7,7};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, org.xingtan.platform.web.Ui ui, List<Condition> conditions, boolean negated, boolean open, String source) {
		List<Condition> first = open ? conditions : conditions.stream().filter(it -> it.met() == negated).toList();
		jteOutput.writeContent("\n");
		List<Condition> rest = open ? List.<Condition>of() : conditions.stream().filter(it -> it.met() != negated).toList();
		jteOutput.writeContent("\n<ul class=\"verdict\">\n");
		for (Condition condition : first) {
			jteOutput.writeContent("\n");
			gg.jte.generated.ondemand.components.JteruleGenerated.render(jteOutput, jteHtmlInterceptor, ui, condition, negated, open, source);
			jteOutput.writeContent("\n");
		}
		jteOutput.writeContent("\n");
		if (rest.size() > 1 && !first.isEmpty()) {
			jteOutput.writeContent("\n");
			gg.jte.generated.ondemand.components.JteconditionGenerated.render(jteOutput, jteHtmlInterceptor, ui, negated ? "not" : "tick", ui.t(negated ? "platform.verdict.others-not" : "platform.verdict.others", rest.size()), null, null, true, new gg.jte.html.HtmlContent() {
				public void writeTo(gg.jte.html.HtmlTemplateOutput jteOutput) {
					jteOutput.writeContent("\n");
					gg.jte.generated.ondemand.components.JteconditionsGenerated.render(jteOutput, jteHtmlInterceptor, ui, rest, negated, true, source);
					jteOutput.writeContent("\n");
				}
			});
			jteOutput.writeContent("\n");
		} else {
			jteOutput.writeContent("\n");
			for (Condition condition : rest) {
				jteOutput.writeContent("\n");
				gg.jte.generated.ondemand.components.JteruleGenerated.render(jteOutput, jteHtmlInterceptor, ui, condition, negated, open, source);
				jteOutput.writeContent("\n");
			}
			jteOutput.writeContent("\n");
		}
		jteOutput.writeContent("\n</ul>\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		org.xingtan.platform.web.Ui ui = (org.xingtan.platform.web.Ui)params.get("ui");
		List<Condition> conditions = (List<Condition>)params.get("conditions");
		boolean negated = (boolean)params.getOrDefault("negated", false);
		boolean open = (boolean)params.getOrDefault("open", false);
		String source = (String)params.getOrDefault("source", null);
		render(jteOutput, jteHtmlInterceptor, ui, conditions, negated, open, source);
	}
}
