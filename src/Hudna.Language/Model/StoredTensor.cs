namespace Hudna.Language.Model;

/// <summary>
/// A tensor where it lies in the mapped file: float32, or int8 rows with one float32 scale each (value = int8 × scale). Valid as long as
/// its <see cref="SafetensorsFile"/> is.
/// </summary>
internal readonly unsafe struct StoredTensor
{
    /// <summary>A tensor over mapped memory; exactly one of the two pointers is set.</summary>
    public StoredTensor(float* floats, sbyte* int8, float* scale, int rows, int columns)
    {
        Floats = floats;
        Int8 = int8;
        Scale = scale;
        Rows = rows;
        Columns = columns;
    }

    /// <summary>The values, where they are stored as floats.</summary>
    public float* Floats { get; }

    /// <summary>The values, where they are stored rounded.</summary>
    public sbyte* Int8 { get; }

    /// <summary>One factor a row of <see cref="Int8"/>.</summary>
    public float* Scale { get; }

    /// <summary>First dimension; the product of all but the last where there are more than two.</summary>
    public int Rows { get; }

    /// <summary>Last dimension.</summary>
    public int Columns { get; }

    /// <summary>One value.</summary>
    public float this[int row, int column] =>
        Int8 != null ? Int8[(long)row * Columns + column] * Scale[row] : Floats[(long)row * Columns + column];
}
