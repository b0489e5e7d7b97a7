using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using Hudna.Codebook;
using Hudna.Observatory;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hudna.Server;

/// <summary>
/// Serves an observatory's pages and API on this machine alone (127.0.0.1). All that it writes are readers' decisions. Requests that name
/// another host are refused, so that no page of the web can reach it through the browser.
/// </summary>
public sealed class HudnaServer : IAsyncDisposable
{
    // Nothing is fetched from elsewhere, and nothing in a page runs but its own files.
    private const string ContentPolicy =
        "default-src 'self'; img-src 'self' data: blob:; worker-src 'self' blob:; style-src 'self'; " +
        "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly WebApplication _app;

    private HudnaServer(WebApplication app, Uri address)
    {
        _app = app;
        Address = address;
    }

    /// <summary>Where the pages are: <c>http://127.0.0.1:PORT/</c>.</summary>
    public Uri Address { get; }

    /// <summary>Starts serving; returns once the port answers.</summary>
    /// <param name="observatory">What to show, as it stands now.</param>
    /// <param name="port">1 to 65535; 0 takes a free one.</param>
    /// <param name="cancellation">Gives up starting.</param>
    /// <exception cref="UserFaultException">The port is in use or not allowed.</exception>
    public static Task<HudnaServer> StartAsync(
        Observatory.Observatory observatory, int port = 5080, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(observatory);
        var snapshot = Snapshot.Of(observatory);
        // One after the other: whoever decides next sees what this one made.
        var gate = new Lock();
        Decision Take(string finding, DecisionKind step, string? reader, string? reason)
        {
            lock (gate)
            {
                var decision = observatory.Step(finding, step, reader, reason);
                // A step changes no finding, only what is known to have been done about it.
                Volatile.Write(ref snapshot, snapshot.With(LedgerView.Histories(observatory), ReaderDecisions.Of(observatory)));
                return decision;
            }
        }
        Decision Decide(ReaderWord word)
        {
            lock (gate)
            {
                var decision = observatory.Decide(word);
                Volatile.Write(ref snapshot, Snapshot.Of(observatory));
                return decision;
            }
        }
        return StartAsync(() => Volatile.Read(ref snapshot), Path.Combine(observatory.DataFolder, "basemap"), port, cancellation, Take, Decide);
    }

    internal static async Task<HudnaServer> StartAsync(
        Func<Snapshot> now, string basemap, int port, CancellationToken cancellation, FindingApi.Take? take = null, Func<ReaderWord, Decision>? decide = null)
    {
        if (port is < 0 or > 65535) throw new UserFaultException(new Fault($"{port} is no port", Mend: "Choose one from 1 to 65535"));
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            k.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddResponseCompression(o =>
            o.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/geo+json", "application/problem+json"]);
        builder.Services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);

        var app = builder.Build();
        app.UseExceptionHandler(e => e.Run(Fault));
        app.Use(Guard);
        app.UseResponseCompression();
        Files(app, "/basemap", basemap);
        var pages = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        Files(app, "", pages);
        app.UseRouting(); // After the files: the fallback would otherwise take their addresses.
        if (take is not null) FindingApi.Map(app, now, take);
        Api.Map(app, now, decide);
        app.MapFallback("{*path}", (HttpContext c) => Page(c, pages));
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            await app.DisposeAsync();
            throw new UserFaultException(PortFault(port, e), e);
        }
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new HudnaServer(app, new Uri(address));
    }

    /// <summary>Returns when the program is asked to stop (Ctrl+C, SIGTERM), the server having answered what it had begun.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellation = default) => _app.WaitForShutdownAsync(cancellation);

    /// <summary>Stops serving.</summary>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static Fault PortFault(int port, Exception e) =>
        e.GetBaseException() is SocketException { SocketErrorCode: SocketError.AccessDenied }
            ? new($"port {port} is not allowed to this user", Mend: "Choose another with --port, 1024 or above")
            : new(
                $"port {port} is in use",
                Mend: $"Stop the program that uses it, or choose another with --port {(port < 65535 ? port + 1 : 5080)}");

    private static Task Guard(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return context.Request.Host.Host is "127.0.0.1" or "localhost" or "[::1]"
            ? next(context)
            : Answer.Problem(context, StatusCodes.Status421MisdirectedRequest, "Misdirected", "This server answers to this machine only.");
    }

    private static void Files(WebApplication app, string path, string folder)
    {
        if (!Directory.Exists(folder)) return;
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".geojson"] = "application/geo+json";
        types.Mappings[".mjs"] = "text/javascript";
        app.UseStaticFiles(new StaticFileOptions
        {
            RequestPath = path,
            FileProvider = new PhysicalFileProvider(folder),
            ContentTypeProvider = types,
            OnPrepareResponse = c => c.Context.Response.Headers.CacheControl = "no-cache",
        });
    }

    /// <summary>Every address that is no file and no API is one of the pages; the front end finds out which.</summary>
    private static async Task Page(HttpContext context, string pages)
    {
        var index = Path.Combine(pages, "index.html");
        if (context.Request.Path.StartsWithSegments("/assets") || context.Request.Path.StartsWithSegments("/basemap"))
        {
            await Answer.NotFound(context, $"There is nothing at '{context.Request.Path}'.");
        }
        else if (File.Exists(index))
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.Headers.CacheControl = "no-cache";
            await context.Response.SendFileAsync(index, context.RequestAborted);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync(
                "The pages were not built. Build without -p:SkipUi=true (needs Node 20.19 or later). The API is at /api/summary.\n");
        }
    }

    private static Task Fault(HttpContext context)
    {
        var error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        return Answer.Problem(context, StatusCodes.Status500InternalServerError, "Fault of the program",
            $"The answer could not be made ({error?.GetType().Name ?? "unknown"}). The record is unharmed; please "
            + "report what you asked for.");
    }
}
