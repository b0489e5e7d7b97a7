using System.Globalization;
using Hudna.Benchmarks;

// dotnet run -c Release --project benchmarks/Hudna.Benchmarks -- [peak] [kernel] [stages] [whole] [load] [length] [--texts DIR] [--repeat N] [--arithmetic int8] [--processor]
// Alone: 'label FILE' and 'gate FILE' for tools/training/gate.py; 'sentences' prints the sentences that the others read, for benchmarks/torch_speed.py; 'digest' a sum over all that is read off them;
// 'coding FOLDER' what coding adds to the reading of reports.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var options = BenchmarkOptions.Read(args);
if (args is ["sentences", ..])
{
    Reading.Sentences(options);
    return 0;
}
if (args is ["digest", ..])
{
    Reading.Digest(options);
    return 0;
}
if (args is ["label", var sentences, ..])
{
    Gating.Label(options, sentences);
    return 0;
}
if (args is ["gate", var labels, ..])
{
    Gating.Measure(options, labels);
    return 0;
}
if (args is ["coding", var reports, ..])
{
    Coding.Share(options, reports);
    return 0;
}
if (options.Asked("peak")) Kernels.Peak(options);
if (options.Asked("kernel")) Kernels.Products(options);
if (options.Asked("stages")) Reading.Stages(options);
if (options.Asked("whole")) Reading.Whole(options);
if (options.Asked("load")) Reading.Load(options);
if (args.Contains("length")) Reading.Length(options);
return 0;
