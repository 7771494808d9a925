package org.xingtan.platform.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.resolve.DirectoryCodeResolver;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.servlet.autoconfigure.MultipartProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.RelativeRedirectFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.mvc.method.annotation.ExceptionHandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.view.AbstractTemplateView;
import org.springframework.web.servlet.view.AbstractTemplateViewResolver;
import org.springframework.web.servlet.view.RedirectView;
import org.xingtan.platform.Refused;
import org.xingtan.platform.persistence.TemporaryFiles;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/** Renders {@code "enrollment/list"} with {@code src/main/jte/enrollment/list.jte}; precompiled unless developing. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    private static final Logger LOG = LoggerFactory.getLogger(WebConfiguration.class);

    private final ObjectProvider<ErrorAdvice> errors;

    WebConfiguration(ObjectProvider<ErrorAdvice> errors) {
        this.errors = errors;
    }

    @Bean
    TemplateEngine templateEngine(@Value("${xingtan.templates.reload:false}") boolean reload) {
        return reload
            ? TemplateEngine.create(new DirectoryCodeResolver(Path.of("src/main/jte")), ContentType.Html)
            : TemplateEngine.createPrecompiled(ContentType.Html);
    }

    @Bean
    WebMvcRegistrations mappings() {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new Routes.Index();
            }
        };
    }

    /** What somebody sends lies beside everything else that is being worked on. */
    @Bean
    MultipartConfigElement uploads(MultipartProperties properties) {
        properties.setLocation(TemporaryFiles.folder().toString());
        return properties.createMultipartConfig();
    }

    /** Chinese unless the reader chose English, by the switch on the page or in the browser. */
    @Bean
    LocaleResolver localeResolver() {
        var resolver = new CookieLocaleResolver("lang");
        resolver.setRejectInvalidCookies(false);
        resolver.setDefaultLocaleFunction(request -> prefersEnglish(request) ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE);
        return resolver;
    }

    private static boolean prefersEnglish(HttpServletRequest request) {
        return request.getHeader("Accept-Language") != null && request.getLocale().getLanguage().equals("en");
    }

    /** What comes in is read strictly: unknown and repeated members, numbers in quotes, empty ones too, texts without them and halves of integers are refused. */
    @Bean
    JsonMapperBuilderCustomizer strictReading() {
        return mapper -> mapper
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, text -> text
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .withCoercionConfig(LogicalType.Integer, number -> number.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
            .withCoercionConfig(LogicalType.Float, number -> number.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .addModule(new SimpleModule("storable-text").addDeserializer(String.class, new StorableTextReader()));
    }

    /** Whatever host a request names, it is led to a path: the container would repeat the name, a proxy might keep it for others. */
    @Bean
    FilterRegistrationBean<RelativeRedirectFilter> relativeRedirects() {
        var filter = new RelativeRedirectFilter();
        filter.setRedirectStatus(HttpStatus.FOUND);
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /** The innermost reporter of errors speaks first. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> plainErrors() {
        return factory -> factory.addContextCustomizers(context -> context.getParent().getPipeline().addValve(new PlainErrorValve()));
    }

    @Bean
    ViewResolver jteViewResolver(ViewPages pages, ErrorAdvice errors) {
        var resolver = new AbstractTemplateViewResolver() {
            @Override
            protected JteView instantiateView() {
                return new JteView(pages, errors);
            }

            /** An address is complete: braces in it are text that somebody sent, never a name for something of ours. */
            @Override
            protected View createView(String name, Locale locale) throws Exception {
                var view = super.createView(name, locale);
                if (view instanceof RedirectView redirect) {
                    redirect.setExpandUriTemplateVariables(false);
                }
                return view;
            }

            @Override
            protected Class<?> requiredViewClass() {
                return JteView.class;
            }
        };
        resolver.setViewClass(JteView.class);
        resolver.setSuffix(".jte");
        resolver.setExposeSpringMacroHelpers(false);
        // Before the resolver that would ask all others for every page what the reader accepts: a page is always HTML.
        resolver.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return resolver;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new ActorArgument());
    }

    /** Before all controllers: what comes often is found at once. */
    @Bean
    SimpleUrlHandlerMapping frequentPosts(List<FrequentPost<?>> posts) {
        return new SimpleUrlHandlerMapping(posts.stream().collect(Collectors.toMap(FrequentPost::pattern, post -> post)), -1) {
            @Override
            protected @Nullable Object getHandlerInternal(HttpServletRequest request) throws Exception {
                var found = super.getHandlerInternal(request);
                return found instanceof HandlerExecutionChain chain && chain.getHandler() instanceof FrequentPost<?> post
                    && post.others().contains(request.getMethod()) ? null : found;
            }
        };
    }

    /** Whoever handles a request, {@link ErrorAdvice} says what went wrong; a refusal is an answer like others and is not looked for. */
    @Override
    public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
        resolvers.addFirst((request, response, _, e) -> {
            if (e instanceof Refused refused) {
                refuse(refused, request, response);
                return new ModelAndView();
            }
            return null;
        });
        resolvers.forEach(resolver -> {
            if (resolver instanceof ExceptionHandlerExceptionResolver advice) {
                advice.setMappedHandlerPredicate(_ -> true);
            }
        });
    }

    private void refuse(Refused refused, HttpServletRequest request, HttpServletResponse response) {
        try {
            errors.getObject().refused(refused, request, response);
        } catch (IOException gone) {
            LOG.debug("The client went away: {}", request.getRequestURI(), gone);
        }
    }

    static final class JteView extends AbstractTemplateView {

        private final ViewPages pages;
        private final ErrorAdvice errors;

        JteView(ViewPages pages, ErrorAdvice errors) {
            this.pages = pages;
            this.errors = errors;
        }

        @Override
        public boolean checkResource(Locale locale) {
            return pages.exists(String.valueOf(getUrl()));
        }

        /** The framework asks nobody what to say about an error that comes this late. */
        @Override
        protected void renderMergedTemplateModel(Map<String, Object> model, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            try {
                pages.render(String.valueOf(getUrl()), model, request, response);
            } catch (RuntimeException | IOException e) {
                errors.anything(e, request, response);
            }
        }
    }
}
