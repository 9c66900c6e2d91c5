package murmur.launch.site;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import murmur.launch.oar.Login;
import murmur.launch.oar.Oar;
import murmur.launch.oar.OarRest;

/// Sites with OAR: this machine's, or one seen from outside.
final class OarSites {
    /// A site has many users, and one OAR.
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private OarSites() {}

    static Site of(LaunchFolder folder) {
        Request request = folder.read().request();
        OarSettings settings = OarSettings.read(request.setting(Sites.SETTINGS).orElseThrow());
        Access frontend = frontend(settings.outside());
        return new OarSite(
                folder,
                request,
                settings,
                new OarSite.Grid(oar(settings.outside(), frontend), frontend, program(settings.staging()), PAUSE));
    }

    private static Access frontend(OarSettings.Outside outside) {
        return outside.frontend().isEmpty() ? new Here() : new Ssh(outside.frontend(), outside.options());
    }

    /// A password is never part of the settings, which are on the disk.
    private static Oar oar(OarSettings.Outside outside, Access frontend) {
        if (outside.api().isEmpty()) {
            return new OarCommands(frontend);
        }
        Login login = outside.login().isEmpty() ? Login.of(System.getenv()) : Login.read(Path.of(outside.login()));
        return new OarRest(URI.create(outside.api()), outside.site(), login);
    }

    private static Program program(OarSettings.Staging staging) {
        return staging.program().isEmpty()
                ? new SentProgram(staging.home(), true, staging.jdk())
                : new Program.Present(staging.program());
    }
}
