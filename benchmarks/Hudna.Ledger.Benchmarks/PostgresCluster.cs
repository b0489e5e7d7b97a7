using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Hudna.Ledger.Benchmarks;

/// <summary>
/// A PostgreSQL cluster of its own in a temporary folder, on loopback, gone when it is disposed. Durable as any: it syncs its writes.
/// </summary>
public sealed class PostgresCluster : IDisposable
{
    private readonly string _programs;
    private readonly string _folder;
    private readonly int _port;
    private int _databases;

    private PostgresCluster(string programs, string folder, int port) => (_programs, _folder, _port) = (programs, folder, port);

    /// <summary>Starts one; null where the server's programs are not on this machine or cannot be run.</summary>
    public static PostgresCluster? TryStart()
    {
        if (!OperatingSystem.IsLinux()) return null;
        var programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).Where(d => File.Exists(Path.Combine(d, "initdb")))
                .OrderDescending(StringComparer.Ordinal).FirstOrDefault()
            : null;
        if (programs is null) return null;
        var folder = Directory.CreateTempSubdirectory("hudna-pg-").FullName;
        // The server refuses to run as root, so there it runs as its own user, to whom the folder must belong.
        if (Environment.UserName == "root" && Run("chown", "postgres", folder) != 0) return null;
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var cluster = new PostgresCluster(programs, folder, ((IPEndPoint)probe.LocalEndpoint).Port);
        probe.Stop();
        if (cluster.Server("initdb", "-D", cluster.Data, "-A", "trust", "-U", "hudna", "-E", "UTF8", "--no-locale", "--data-checksums") != 0 || !cluster.Start())
        {
            cluster.Dispose();
            return null;
        }
        return cluster;
    }

    private string Data => Path.Combine(_folder, "data");

    public bool Start() => Server("pg_ctl", "-D", Data, "-w", "-l", Path.Combine(_folder, "log"), "-o",
        $"-c listen_addresses=127.0.0.1 -p {_port} -c unix_socket_directories={_folder}", "start") == 0;

    /// <summary>Stops it, as a crash would where that is asked.</summary>
    public void Stop(bool immediately) => Server("pg_ctl", "-D", Data, "-w", "-m", immediately ? "immediate" : "fast", "stop");

    /// <summary>The connection string of a new, empty database.</summary>
    public string NewDatabase()
    {
        var name = $"d{Interlocked.Increment(ref _databases)}";
        Run(Path.Combine(_programs, "createdb"), "-h", "127.0.0.1", "-p", $"{_port}", "-U", "hudna", name);
        return $"Host=127.0.0.1;Port={_port};Database={name};Username=hudna;Pooling=true;Maximum Pool Size=20";
    }

    public void Dispose()
    {
        Stop(immediately: true);
        Run("rm", "-rf", _folder);
    }

    private int Server(string program, params string[] arguments)
    {
        var path = Path.Combine(_programs, program);
        return Environment.UserName == "root" ? Run("runuser", ["-u", "postgres", "--", path, .. arguments]) : Run(path, arguments);
    }

    private static int Run(string program, params string[] arguments)
    {
        try
        {
            // pg_ctl hands its output on to the server it starts; a pipe would stay open as long as that runs.
            var start = new ProcessStartInfo("sh", ["-c", "exec \"$@\" > /dev/null 2>&1", "sh", program, .. arguments]) { WorkingDirectory = "/" };
            using var process = Process.Start(start)!;
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }
}
