using Hudna.Codebook;

namespace Hudna.Cli;

/// <summary>Output that is whole or not there at all.</summary>
internal static class Files
{
    /// <summary>
    /// Writes to standard output, or to a file: beside it first, then moved into its place, so that a fault leaves what was there.
    /// </summary>
    public static void Write(string? path, Action<Stream> write)
    {
        if (path is null)
        {
            using var output = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);
            write(output);
            return;
        }
        var beside = path + ".part";
        try
        {
            using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            try { File.Delete(beside); }
            catch (Exception inner) when (inner is IOException or UnauthorizedAccessException) { /* The first fault is the one to tell. */ }
            throw new UserFaultException(new Fault($"it could not be written: {e.Message.TrimEnd('.')}", path, Mend: "Choose a folder that you may write to and that has room"), e);
        }
    }
}
