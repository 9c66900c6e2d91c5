package murmur.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import murmur.BadInput;
import murmur.attack.Sending.Copy;
import murmur.math.ParameterVector;
import murmur.topology.Step;
import org.junit.jupiter.api.Test;

class ViewsTest {
    /// Node 7 sends to 4, 2 and 9, to each with other noise.
    private static final Sending SENDING = new Sending(
            7,
            new Step(3, 0),
            List.of(
                    new Copy(4, () -> ParameterVector.of(1, 0)),
                    new Copy(2, () -> ParameterVector.of(2, 0)),
                    new Copy(9, () -> ParameterVector.of(6, 3))));

    private static List<String> seen(String view) {
        return Views.parse(view).of(SENDING).stream()
                .map(sighting -> sighting.observer() + " sees " + sighting.sender() + " to " + sighting.receiver() + " "
                        + sighting.model().get().at(0))
                .toList();
    }

    @Test
    void theFirstNeighbourSeesItsCopy() {
        assertThat(seen("first")).containsExactly("4 sees 7 to 4 1.0");
    }

    @Test
    void everyNeighbourSeesItsOwnCopy() {
        assertThat(seen("neighbours")).containsExactly("4 sees 7 to 4 1.0", "2 sees 7 to 2 2.0", "9 sees 7 to 9 6.0");
    }

    @Test
    void aCoalitionTakesTheMeanOfItsCopies() {
        assertThat(seen("coalition:9,2,5")).containsExactly("2+5+9 sees 7 to 2 4.0");
        assertThat(seen("coalition:9")).containsExactly("9 sees 7 to 9 6.0");
    }

    @Test
    void aCoalitionSeesNothingThatIsNotSentToItAndDoesNotAttackItsMembers() {
        assertThat(seen("coalition:1,3")).isEmpty();
        assertThat(seen("coalition:7,4")).isEmpty();
    }

    @Test
    void anEavesdropperTakesTheMeanOfAllCopies() {
        assertThat(seen("eavesdropper")).containsExactly("all sees 7 to 4 3.0");
    }

    @Test
    void whoeverSendsNothingIsNotSeen() {
        Sending silence = new Sending(1, new Step(0, 0), List.of());
        for (String view : List.of("first", "neighbours", "coalition:0", "eavesdropper")) {
            assertThat(Views.parse(view).of(silence)).isEmpty();
        }
    }

    @Test
    void unknownViewsAreRefusedWithTheNearestKnownOne() {
        assertThatThrownBy(() -> Views.parse("neighbors"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("did you mean \"neighbours\"?");
        assertThatThrownBy(() -> Views.parse("coalition:")).isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> new Views.Coalition(Set.of())).isInstanceOf(BadInput.class);
    }
}
