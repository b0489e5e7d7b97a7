using System.Diagnostics;
using System.Globalization;
using System.Text;
using Hudna.Exchange;

// read FOLDER: processor time of reading its reports, cold and warm. import ROWS: time and memory of taking in a made table.
var clock = Stopwatch.StartNew();
if (args is ["read", var folder])
{
    var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".csv", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal).Select(f => (Name: f, Bytes: File.ReadAllBytes(f))).ToList();
    foreach (var rounds in new[] { 1, 20, 100 })
    {
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var reports = 0;
        for (var i = 0; i < rounds; i++)
            foreach (var (name, bytes) in files) reports += ReportReader.ReadBytes(bytes, name, new ReadSettings())
                .Count(r => r.Report is not null);
        var spent = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds;
        Print($"{reports} reports, {files.Sum(f => (long)f.Bytes.Length) * rounds / 1e6:0.0} MB: {spent / reports:0.00} ms of processor a report");
    }
}
else if (args is ["import", var rows])
{
    var (taken, faults) = (0, 0);
    using var table = new MadeTable(int.Parse(rows, CultureInfo.InvariantCulture));
    foreach (var item in TableImport.Read(table, ImportProfile.Read("acled"), new ImportOptions()))
    {
        if (item.Report is null) faults++;
        else taken++;
    }
    var process = Process.GetCurrentProcess();
    var (seconds, megabytes) = (process.TotalProcessorTime.TotalSeconds, process.PeakWorkingSet64 / 1e6);
    Print($"{taken} rows taken in, {faults} refused, {clock.Elapsed.TotalSeconds:0} s, {seconds:0.0} s of processor, peak {megabytes:0} MB");
}
else Console.Error.WriteLine("usage: read FOLDER | import ROWS");

static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

/// <summary>
/// A table of events that is made while it is read; every thousandth id stands in it twice, and notes look like formulas.
/// </summary>
internal sealed class MadeTable(int rows) : Stream
{
    private const string Header = "event_id_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,inter1,actor2,inter2,"
        + "admin1,location,latitude,longitude,geo_precision,source,notes,fatalities,timestamp\n";

    private byte[] _block = Encoding.UTF8.GetBytes(Header);
    private int _at;
    private int _row;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (_at == _block.Length)
        {
            if (_row >= rows) return 0;
            var text = new StringBuilder();
            for (var end = Math.Min(rows, _row + 500); _row < end; _row++)
            {
                var id = _row % 1000 == 999 ? _row - 1 : _row;
                text.Append(CultureInfo.InvariantCulture,
                    $"XYZ{id},2031-{(id % 12) + 1:00}-{(id % 28) + 1:00},2031,1,Explosions/Remote violence,")
                    .Append(CultureInfo.InvariantCulture,
                        $"Air/drone strike,Guards of X (2000-),1,Civilians (X),7,North,\"Mill {id % 4000}, east\",")
                    .Append(CultureInfo.InvariantCulture, $"{35 + (id % 100 / 100.0):0.00},{36 + (id % 77 / 100.0):0.00},1,Wire; Post,")
                    .Append(CultureInfo.InvariantCulture,
                        $"\"=On the day, aircraft hit the mill; no more is known. ({id})\",{id % 5},1640000000\n");
            }
            (_block, _at) = (Encoding.UTF8.GetBytes(text.ToString()), 0);
        }
        var n = Math.Min(buffer.Length, _block.Length - _at);
        _block.AsSpan(_at, n).CopyTo(buffer);
        _at += n;
        return n;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
