package cab.application.optimize;

/**
 * One combination that was tried. Immutable.
 *
 * @param number in its study, from 0
 * @param point which combination
 * @param outcome what came of it
 */
public record Trial(int number, Point point, TrialOutcome outcome) {}
