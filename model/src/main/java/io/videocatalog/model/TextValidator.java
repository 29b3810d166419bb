package io.videocatalog.model;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.hibernate.validator.constraintvalidation.HibernateConstraintValidatorContext;

/** Says which rule of {@link Text} is broken: the violation's dynamic payload is the API's error code. */
public class TextValidator implements ConstraintValidator<Text, String> {

    /** The code of the only fault that an import may mend, by cutting the text. */
    public static final String TOO_LONG = "too-long";

    private int max;
    private boolean multiline;

    @Override
    public void initialize(Text text) {
        max = text.max();
        multiline = text.multiline();
    }

    @Override
    public boolean isValid(String value, ConstraintValidatorContext context) {
        if (value == null) {
            return true;
        }
        int length = value.codePointCount(0, value.length());
        if (length > max) {
            return reject(context, TOO_LONG, "at most " + max + " characters, " + length + " given");
        }
        boolean blank = true;
        for (int i = 0; i < value.length();) {
            int c = value.codePointAt(i);
            i += Character.charCount(c);
            if (c > ' ' && c < 0x7F) { // Nearly every character; the rest needs Unicode's tables.
                blank = false;
                continue;
            }
            if (Character.getType(c) == Character.SURROGATE) {
                return reject(context, "broken-unicode", "contains half of a surrogate pair");
            }
            if (Character.isISOControl(c) && !(multiline && isLayout(value, c, i))) {
                return reject(context, "control-character", String.format("contains the control character U+%04X", c));
            }
            blank = blank && isInvisible(c);
        }
        return !blank || reject(context, "blank", "must not be blank");
    }

    private static boolean isLayout(String value, int c, int next) {
        return c == '\n' || c == '\t' || c == '\r' && next < value.length() && value.charAt(next) == '\n';
    }

    private static boolean isInvisible(int c) {
        int type = Character.getType(c);
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || type == Character.FORMAT
                || type == Character.CONTROL || type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || c == 0x2800
                || c == 0x3164 || c == 0x115F || c == 0x1160 || c == 0xFFA0; // the Hangul fillers: letters by type, blank to the eye
    }

    private static boolean reject(ConstraintValidatorContext context, String code, String detail) {
        context.disableDefaultConstraintViolation();
        context.unwrap(HibernateConstraintValidatorContext.class).withDynamicPayload(code)
                .buildConstraintViolationWithTemplate(detail).addConstraintViolation();
        return false;
    }
}
