using System.Diagnostics;
using System.Globalization;
using Hudna.Exchange.Theatres;

// How long a fresh process takes to read a theatre, compilation included: once in each of nine processes, files in the system's cache.
//   dotnet run -c Release --project benchmarks/Hudna.TheatreLoad [-- FOLDER]
var folder = args.Length > 0 ? args[0] : "data/theatres/idlib";
if (args is [_, "--once"])
{
    var before = Process.GetCurrentProcess().TotalProcessorTime;
    var clock = Stopwatch.StartNew();
    var theatre = TheatreReader.Read(folder);
    var cold = clock.ElapsedMilliseconds;
    var processor = (long)(Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds;
    clock.Restart();
    TheatreReader.Read(folder);
    Console.WriteLine($"{cold} {clock.ElapsedMilliseconds} {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} {theatre.Places.Count} {theatre.Actors.Count} {processor}");
    return;
}
var runs = new List<string[]>();
for (var i = 0; i < 9; i++)
{
    var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
    if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
    start.ArgumentList.Add(folder);
    start.ArgumentList.Add("--once");
    using var child = Process.Start(start)!;
    runs.Add(child.StandardOutput.ReadToEnd().Split());
    child.WaitForExit();
}
string Middle(int field) => runs.Select(r => int.Parse(r[field], CultureInfo.InvariantCulture)).Order().ElementAt(runs.Count / 2).ToString(CultureInfo.InvariantCulture);
var cold9 = runs.Select(r => int.Parse(r[0], CultureInfo.InvariantCulture)).Order().ToList();
Console.WriteLine($"{runs[0][3]} places, {runs[0][4]} actors: cold {Middle(0)} ms in the middle ({cold9[0]} to {cold9[^1]}; {Middle(5)} ms of processor), again {Middle(1)} ms, peak {Middle(2)} MB");
