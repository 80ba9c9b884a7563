package cab.infrastructure.config;

/**
 * The text of a setting before it is understood. Immutable.
 *
 * @param text may be secret
 * @param source where it stands
 */
record RawValue(String text, SettingSource source) {

    /** Without the text, which may be secret. */
    @Override
    public String toString() {
        return "RawValue[" + source + "]";
    }
}
