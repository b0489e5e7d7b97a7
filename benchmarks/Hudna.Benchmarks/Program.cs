using System.Globalization;
using Hudna.Benchmarks;

// dotnet run -c Release --project benchmarks/Hudna.Benchmarks -- [peak] [kernel] [stages] [whole] [load] [--texts DIR] [--repeat N]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var options = BenchmarkOptions.Read(args);
if (options.Asked("peak")) Kernels.Peak(options);
if (options.Asked("kernel")) Kernels.Products(options);
if (options.Asked("stages")) Reading.Stages(options);
if (options.Asked("whole")) Reading.Whole(options);
if (options.Asked("load")) Reading.Load(options);
return 0;
