package murmur.launch.grid5000;

import java.util.List;
import murmur.BadInput;
import murmur.Nearest;

/// What one of the reference's evaluation scripts runs: which `EVAL_FILE` names.
///
/// @param file its name
/// @param topology the word for it in `[EXPERIMENT]`
/// @param severalRounds whether it honours the number of averaging rounds; others mix once per iteration
/// @param dropout whether nodes drop out; with other scripts the keys for that mean nothing
public record EvaluationScript(String file, String topology, boolean severalRounds, boolean dropout) {
    private static final String STATIC = "static";
    private static final String DYNAMIC = "dynamic";

    private static final List<EvaluationScript> KNOWN = List.of(
            of("testing.py", STATIC),
            of("testingManual.py", STATIC),
            of("testingPeerSampler.py", STATIC),
            of("testingPeerSamplerDynamic.py", DYNAMIC),
            of("testingPeerSamplerDynamicManual.py", DYNAMIC),
            new EvaluationScript("testingPeerSamplerMultipleAvgRounds.py", STATIC, true, false),
            new EvaluationScript("testingPeerSamplerDynamicMultipleAvgRounds.py", DYNAMIC, true, false),
            new EvaluationScript("testingPeerSamplerMultipleAvgRoundsDropout.py", STATIC, true, true),
            of("testingEL_Local.py", "el-local"),
            of("testingEL_Oracle.py", DYNAMIC));

    private static EvaluationScript of(String file, String topology) {
        return new EvaluationScript(file, topology, false, false);
    }

    /// A script that cannot be run here, and why.
    private record Refused(String file, String reason) {}

    private static final List<Refused> REFUSED = List.of(
            new Refused("testingFederated.py", "a parameter server is not supported: nodes here have neighbours only"),
            new Refused("testingSTC.py", "sparse updates over a server (STC) are not supported"),
            new Refused("testingKNN.py", "a topology that nodes gossip about before they train is not supported"),
            new Refused("testingKFN.py", "it imports a module that decentralizepy no longer has, and runs nowhere"));

    /// @throws BadInput for a script that is unknown, or cannot be run here
    public static EvaluationScript named(String file) {
        for (Refused refused : REFUSED) {
            if (refused.file().equals(file)) {
                throw BadInput.must("EVAL_FILE", "be a script that Murmuration can stand for", file)
                        .cure(refused.reason());
            }
        }
        return KNOWN.stream()
                .filter(script -> script.file().equals(file))
                .findFirst()
                .orElseThrow(() -> unknown(file));
    }

    private static BadInput unknown(String file) {
        List<String> names = KNOWN.stream().map(EvaluationScript::file).toList();
        String nearest = Nearest.to(file, names);
        BadInput bad = BadInput.must("EVAL_FILE", "be one of decentralizepy's scripts", file);
        return bad.cure(nearest == null ? "known are " + String.join(", ", names) : "did you mean " + nearest + "?");
    }
}
