package dev.reprise.starter.web;

import dev.reprise.events.Ids;
import java.beans.PropertyEditorSupport;
import java.util.UUID;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/// Reads ids in URLs in their canonical form only; the JDK also takes `1-1-1-1-1`.
///
/// An editor and not a converter: where a converter fails, Spring asks its own editor, which takes what the JDK takes.
@ControllerAdvice
final class StrictIds {

    @InitBinder
    void register(WebDataBinder binder) {
        binder.registerCustomEditor(UUID.class, new Editor());
    }

    private static final class Editor extends PropertyEditorSupport {
        @Override
        public void setAsText(String text) {
            setValue(Ids.parse(text).orElseThrow(() -> new IllegalArgumentException("not an id")));
        }
    }
}
