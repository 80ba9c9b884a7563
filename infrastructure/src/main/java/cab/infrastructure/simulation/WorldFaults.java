package cab.infrastructure.simulation;

import cab.application.port.PlacementReport;
import cab.application.port.VenueOrder;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.money.Multiples;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.ClientOrderId;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderTerms;
import cab.domain.order.Side;
import cab.infrastructure.exchange.simulated.FaultPlan.Operation;
import cab.infrastructure.exchange.simulated.OrderReference;
import cab.infrastructure.exchange.simulated.Placement;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What goes wrong around the program, tried at intervals: outages, clocks, people, rules. Owned by one thread. */
final class WorldFaults {

    private static final Duration EVERY = Duration.ofMinutes(20);
    private static final Duration OUTAGE_MAX = Duration.ofHours(3);
    private static final Duration STALL_MAX = Duration.ofHours(2);
    private static final Duration CLOCK_WRONG_MAX = Duration.ofHours(3);
    private static final Duration DELISTED_MAX = Duration.ofHours(6);
    private static final Duration ACCOUNT_LIFE_MAX = Duration.ofHours(5);
    private static final Duration DAY = Duration.ofDays(1);
    private static final BigDecimal LITTLE = new BigDecimal("0.001");

    private final SimulatedWorld world;
    private final Supplier<TradingProcess> process;
    private final Runnable crash;
    private final List<ClientOrderId> placed = new ArrayList<>();
    private int manual;
    private int commands;

    /**
     * The faults around one run.
     *
     * @param process the life that is under way
     * @param crash ends it
     */
    WorldFaults(SimulatedWorld world, Supplier<TradingProcess> process, Runnable crash) {
        this.world = world;
        this.process = process;
        this.crash = crash;
    }

    /** Begins, after {@code lead}. */
    void begin(Duration lead) {
        later(lead, this::round);
    }

    private void round() {
        if (world.faults().isHealed()) {
            return;
        }
        outage();
        stall();
        lostSubscription();
        crash();
        clock();
        account();
        rules();
        restingOrders();
        operator();
        later(EVERY, this::round);
    }

    /** What is still wrong with exchange and clock is put right; some of the coins that were taken come back. */
    void heal() {
        world.botClock().jump(Duration.ZERO);
        for (TradedSymbol traded : world.symbols()) {
            world.relist(traded);
            // What others have resting binds coins, so that what is missing would not show.
            for (ClientOrderId name : placed) {
                world.venue()
                        .exchange()
                        .cancelUnasked(
                                world.account(),
                                new OrderReference.ByClientId(
                                        traded.instrument().symbol(), name));
            }
            BigDecimal missing = traded.truth().others().negate();
            if (missing.signum() > 0
                    && world.faults().draw(FaultClass.FOREIGN_TRADE).below(2, 1) == 0) {
                world.giveBack(traded, missing);
            }
        }
    }

    private void later(Duration delay, Runnable task) {
        var _ = world.clock().atMs(world.clock().millis() + delay.toMillis(), () -> {
            if (!world.faults().isHealed()) {
                task.run();
            }
        });
    }

    private void outage() {
        Lot lot = world.faults().drawAndInject(FaultClass.OUTAGE);
        if (!lot.bites()) {
            return;
        }
        Duration span = Duration.ofSeconds(1).plus(lot.span(OUTAGE_MAX, 1));
        List<Operation> all = List.of(Operation.values());
        boolean one = lot.below(2, 2) == 0;
        List<Operation> struck = one ? List.of(all.get(lot.below(all.size(), 3))) : all;
        world.tell("no answer of " + struck + " for " + span);
        struck.forEach(operation -> world.connection().down(operation, span));
        if (!one) {
            later(span, () -> {
                world.tell("the streams are there again");
                world.connection().subscribed();
                process.get().restored();
            });
        }
    }

    private void stall() {
        Lot lot = world.faults().draw(FaultClass.SILENT_STALL);
        if (lot.bites()) {
            Duration span = lot.span(STALL_MAX, 1);
            Connection.Stream stream = streamOf(lot);
            world.tell(stream + " falls silent for " + span);
            world.connection().silence(stream, span);
        }
    }

    private void lostSubscription() {
        Lot lot = world.faults().draw(FaultClass.LOST_SUBSCRIPTION);
        if (lot.bites()) {
            Connection.Stream stream = streamOf(lot);
            world.tell(stream + " is there again, and nothing follows");
            world.connection().unsubscribe(stream);
            process.get().restored();
            later(lot.span(ACCOUNT_LIFE_MAX, 3), () -> {
                world.connection().subscribed();
                process.get().restored();
            });
        }
    }

    private static Connection.Stream streamOf(Lot lot) {
        return lot.below(2, 2) == 0 ? Connection.Stream.ACCOUNT : Connection.Stream.MARKET;
    }

    private void crash() {
        Lot lot = world.faults().draw(FaultClass.CRASH, 300);
        if (lot.bites()) {
            later(lot.span(EVERY, 1), () -> {
                if (process.get().isAlive()) {
                    world.faults().inject(FaultClass.CRASH);
                    crash.run();
                }
            });
        }
    }

    private void clock() {
        Lot lot = world.faults().drawAndInject(FaultClass.CLOCK);
        if (!lot.bites()) {
            return;
        }
        Duration wrongBy = switch (lot.below(4, 1)) {
            case 0 -> Duration.ofMillis(lot.below(100_000, 2) - 50_000L);
            case 1 -> toMidnight().plusMillis(lot.below(4_000, 2) - 2_000L);
            case 2 -> Duration.ofSeconds(lot.below(7_200, 2));
            default -> Duration.ofSeconds(-lot.below(7_200, 2));
        };
        world.tell("the clock of the program is wrong by " + wrongBy);
        world.botClock().jump(wrongBy);
        later(lot.span(CLOCK_WRONG_MAX, 3), () -> {
            world.tell("the clock of the program is right");
            world.botClock().jump(Duration.ZERO);
        });
    }

    /** To the nearer midnight, ahead or back; no further than three hours. */
    private Duration toMidnight() {
        long dayMs = DAY.toMillis();
        long passedMs = Math.floorMod(world.clock().millis(), dayMs);
        long differenceMs = passedMs < dayMs / 2 ? -passedMs : dayMs - passedMs;
        long mostMs = CLOCK_WRONG_MAX.toMillis();
        return Duration.ofMillis(Math.clamp(differenceMs, -mostMs, mostMs));
    }

    private void account() {
        Lot lot = world.faults().drawAndInject(FaultClass.FOREIGN_TRADE);
        if (!lot.bites()) {
            return;
        }
        TradedSymbol traded = world.symbols().get(lot.below(world.symbols().size(), 1));
        Symbol symbol = traded.instrument().symbol();
        OrderTerms little = OrderTerms.market(symbol, Side.SELL, ofBase(LITTLE));
        switch (lot.below(6, 2)) {
            case 0 ->
                byHand(OrderTerms.market(
                        symbol, Side.BUY, new OrderSize.OfQuote(new Money(BigDecimal.TEN, SimulatedWorld.USDT))));
            case 1 -> {
                if (traded.truth().others().compareTo(LITTLE) >= 0) {
                    byHand(little);
                }
            }
            case 2 -> {
                if (traded.truth().others().compareTo(LITTLE) >= 0) {
                    byHand(OrderTerms.limit(symbol, Side.SELL, ofBase(LITTLE), Price.of("10000000")));
                }
            }
            case 3 -> sellOurs(traded, lot);
            case 4 -> otherProgram(OrderTerms.limit(symbol, Side.BUY, ofBase(BigDecimal.ONE), Price.of("10")));
            default ->
                traded.truth()
                        .lastFill()
                        .filter(price -> traded.truth().others().compareTo(LITTLE) >= 0)
                        .ifPresent(price -> byHand(OrderTerms.stop(
                                symbol,
                                Side.SELL,
                                ofBase(LITTLE),
                                new Price(price.value().divide(BigDecimal.TWO, 0, RoundingMode.DOWN)))));
        }
    }

    private static OrderSize.OfBase ofBase(BigDecimal quantity) {
        return new OrderSize.OfBase(new Quantity(quantity));
    }

    /** Somebody takes what is not his: more than others have. */
    private void sellOurs(TradedSymbol traded, Lot lot) {
        BigDecimal step = world.instrument(traded).quantityStep();
        BigDecimal part = traded.truth()
                .ours()
                .multiply(new BigDecimal(1 + lot.below(4, 3)))
                .movePointLeft(1);
        BigDecimal wanted = traded.truth().others().max(BigDecimal.ZERO).add(part);
        BigDecimal rounded = Multiples.nearest(wanted, step, RoundingMode.DOWN);
        boolean free = world.balance(traded.instrument().symbol().base())
                        .free()
                        .amount()
                        .compareTo(rounded)
                >= 0;
        if (part.signum() > 0 && free && rounded.signum() > 0) {
            byHand(OrderTerms.market(traded.instrument().symbol(), Side.SELL, ofBase(rounded)));
        }
    }

    private void byHand(OrderTerms terms) {
        place(new ClientOrderId("by-hand-" + manual++), terms);
    }

    /** An order of another program of ours: none of this one's business. */
    private void otherProgram(OrderTerms terms) {
        place(new ClientOrderId(ClientOrderId.PREFIX + "0000000-" + manual++ + "-e0"), terms);
    }

    private void place(ClientOrderId name, OrderTerms terms) {
        placed.add(name);
        if (terms.side() == Side.BUY) {
            world.takenByOthers(new Money(new BigDecimal("10.1"), SimulatedWorld.USDT));
        }
        world.venue()
                .exchange()
                .place(
                        world.account(),
                        new Placement(name, terms),
                        (PlacementReport report) -> world.tell("by hand: " + terms + ": " + report));
    }

    private void rules() {
        Lot lot = world.faults().drawAndInject(FaultClass.RULES_CHANGE);
        if (!lot.bites()) {
            return;
        }
        TradedSymbol traded = world.symbols().get(lot.below(world.symbols().size(), 1));
        if (lot.below(3, 2) == 0) {
            Duration span = lot.span(DELISTED_MAX, 3);
            world.tell(traded.instrument().symbol() + " is delisted for " + span);
            world.delist(traded);
            later(span, () -> {
                world.tell(traded.instrument().symbol() + " is listed again");
                world.relist(traded);
            });
            return;
        }
        Instrument was = traded.instrument();
        Instrument changed = new Instrument(
                was.symbol(),
                was.priceTick().movePointRight(lot.below(2, 4)),
                was.quantityStep().movePointRight(lot.below(3, 5)),
                was.minQuantity(),
                new Money(new BigDecimal(5 + lot.below(15, 6)), SimulatedWorld.USDT),
                was.fees());
        world.tell("new rules: " + changed);
        world.changeRules(changed);
    }

    /** The exchange ends an order that rests. */
    private void restingOrders() {
        Lot lot = world.faults().draw(FaultClass.VENUE_CANCELS, 150);
        if (!lot.bites()) {
            return;
        }
        TradedSymbol traded = world.symbols().get(lot.below(world.symbols().size(), 1));
        for (VenueOrder order : traded.truth().openOfOurs()) {
            world.faults().inject(FaultClass.VENUE_CANCELS);
            world.venue()
                    .exchange()
                    .cancelUnasked(world.account(), new OrderReference.ByVenueId(order.symbol(), order.venueOrderId()));
        }
    }

    private void operator() {
        Lot lot = world.faults().draw(FaultClass.OPERATOR, 300);
        if (!lot.bites()) {
            return;
        }
        OperatorCommand[] all = OperatorCommand.values();
        OperatorCommand command = all[lot.below(all.length, 1)];
        int symbol = lot.below(world.symbols().size(), 2);
        later(lot.span(EVERY, 3), () -> process.get().command(command, symbol, "operator-" + commands++));
        // Somebody lets it run again, or the rest of the run would be a quiet one.
        later(EVERY.plus(lot.span(EVERY, 4)), () -> {
            process.get().command(OperatorCommand.START, symbol, "operator-" + commands++);
            process.get().command(OperatorCommand.RESUME, symbol, "operator-" + commands++);
        });
    }
}
