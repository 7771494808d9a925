package org.xingtan;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.modulith.Modulithic;
import org.xingtan.platform.operation.Launch;

/** Xingtan 杏坛: one deployable made of the modules that lie beside this class. A class need not be the only one of its name. */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@Modulithic(systemName = "Xingtan", sharedModules = "platform")
public class XingtanApplication {

    public static void main(String[] args) {
        Launch.of(args).run(XingtanApplication.class);
    }
}
