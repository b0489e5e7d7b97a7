using System.IO.MemoryMappedFiles;
using System.Text.Json;
using Hudna.Codebook;

namespace Hudna.Language.Model;

/// <summary>
/// A safetensors file, mapped into memory and never copied whole: eight bytes with the header's length, a JSON header with each tensor's
/// type, shape and place, then the raw data. Everything the header says is checked against the file before anything is read through a
/// pointer, so a damaged or foreign file gives a fault in plain words and never a crash.
/// </summary>
internal sealed unsafe class SafetensorsFile : IDisposable
{
    private const string Mend = "Copy the model's folder again from where it came";
    private const long LongestHeader = 16 * 1024 * 1024;

    private readonly string _path;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private readonly Dictionary<string, Entry> _entries = new(256, StringComparer.Ordinal);

    private readonly record struct Entry(bool IsInt8, long Offset, long Elements, int[] Shape);

    /// <summary>Maps a file and reads its header.</summary>
    /// <exception cref="UserFaultException">The file is missing, cannot be read, or is no whole safetensors file.</exception>
    public SafetensorsFile(string path)
    {
        _path = path;
        if (!File.Exists(path)) throw Bad("there is no such file");
        try
        {
            Length = new FileInfo(path).Length;
            if (Length < 10) throw Bad($"it has {Length} bytes, too few for model weights");
            _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
            _view = _file.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserFaultException(new Fault($"the weights cannot be read ({e.Message.TrimEnd('.')})", path), e);
        }
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        _start += _view.PointerOffset;
        try
        {
            ReadHeader();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Bytes in the file.</summary>
    public long Length { get; }

    /// <summary>The free-text values beside the tensors ("format", "layers").</summary>
    public Dictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether there is a tensor of this name.</summary>
    public bool Has(string name) => _entries.ContainsKey(name);

    /// <summary>
    /// The matrix <c>name.weight</c> (or <c>name</c> itself where that is a tensor) of the shape expected, with <c>name.scale</c> where it is
    /// rounded.
    /// </summary>
    /// <exception cref="UserFaultException">It is missing or of another shape.</exception>
    public StoredTensor Matrix(string name, int rows, int columns)
    {
        var key = _entries.ContainsKey(name) ? name : name + ".weight";
        var entry = Find(key);
        var found = entry.Shape.Length == 0 ? 1 : entry.Shape[^1];
        if (found != columns || entry.Elements != (long)rows * columns)
            throw Bad($"tensor '{key}' is {string.Join(" × ", entry.Shape)}, not {rows} × {columns}");
        if (!entry.IsInt8) return new StoredTensor((float*)(_start + entry.Offset), null, null, rows, columns);
        return new StoredTensor(null, (sbyte*)(_start + entry.Offset), Vector(name + ".scale", rows), rows, columns);
    }

    /// <summary>A float32 vector of this length.</summary>
    /// <exception cref="UserFaultException">It is missing, of another length, or rounded.</exception>
    public float* Vector(string name, int length)
    {
        var entry = Find(name);
        if (entry.IsInt8 || entry.Elements != length) throw Bad($"tensor '{name}' is not {length} floats");
        return (float*)(_start + entry.Offset);
    }

    /// <summary>Rows of a matrix, whatever they are: label counts and depths are told by the file.</summary>
    public int Rows(string name) => Find(name) is { Shape.Length: > 0 } entry ? entry.Shape[0] : 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    private Entry Find(string name) => _entries.TryGetValue(name, out var entry) ? entry : throw Bad($"tensor '{name}' is missing");

    private void ReadHeader()
    {
        var size = *(long*)_start;
        if (size is < 2 or > LongestHeader || size > Length - 8)
            throw Bad("it does not begin as model weights do: it is damaged, cut short, or of another kind");
        try
        {
            var reader = new Utf8JsonReader(new ReadOnlySpan<byte>(_start + 8, (int)size));
            Expect(reader.Read() && reader.TokenType == JsonTokenType.StartObject);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                if (name == "__metadata__") ReadMetadata(ref reader);
                else ReadEntry(name, ref reader, 8 + size);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw Bad("its header cannot be read: it is damaged, or of another kind");
        }
    }

    private void ReadMetadata(ref Utf8JsonReader reader)
    {
        Expect(reader.Read() && reader.TokenType == JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            reader.Read();
            Metadata[key] = reader.GetString() ?? "";
        }
    }

    private void ReadEntry(string name, ref Utf8JsonReader reader, long dataStart)
    {
        string? type = null;
        var shape = new List<int>(3);
        long from = -1, to = -1;
        Expect(reader.Read() && reader.TokenType == JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString();
            reader.Read();
            if (key == "dtype") type = reader.GetString();
            else if (key == "shape")
            {
                while (reader.Read() && reader.TokenType == JsonTokenType.Number) shape.Add(reader.GetInt32());
            }
            else if (key == "data_offsets")
            {
                Expect(reader.Read());
                from = reader.GetInt64();
                Expect(reader.Read());
                to = reader.GetInt64();
                Expect(reader.Read());
            }
            else reader.Skip();
        }
        if (type is not ("I8" or "F32")) throw Bad($"tensor '{name}' is of type {type ?? "nothing"}; only I8 and F32 are known");
        long elements = 1;
        foreach (var n in shape)
        {
            if (n < 0 || (elements *= n) > int.MaxValue) throw Bad($"tensor '{name}' has an impossible shape");
        }
        var bytes = elements * (type == "I8" ? 1 : 4);
        if (from < 0 || to - from != bytes || to > Length - dataStart)
            throw Bad($"tensor '{name}' reaches past the end of the file: it is cut short or damaged");
        _entries[name] = new Entry(type == "I8", dataStart + from, elements, [.. shape]);
    }

    private static void Expect(bool condition)
    {
        if (!condition) throw new FormatException();
    }

    private UserFaultException Bad(string what) => new(new Fault($"the weights cannot be used: {what}", _path, null, Mend));
}
