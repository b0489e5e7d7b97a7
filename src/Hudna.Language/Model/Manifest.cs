using System.Security.Cryptography;
using System.Text.Json;
using Hudna.Codebook;

namespace Hudna.Language.Model;

/// <summary>A model's manifest: what it is called and the SHA-256 of each of its files.</summary>
internal static class Manifest
{
    /// <summary>Reads the manifest, checks the files against it if asked to, and gives the model's name: folder and weights' sum.</summary>
    /// <exception cref="UserFaultException">There is no manifest, it cannot be read, or a file is not the one that it names.</exception>
    public static string Read(string folder, bool verify)
    {
        var path = Path.Combine(folder, "manifest.json");
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var sum = "";
            foreach (var file in json.RootElement.GetProperty("files").EnumerateObject())
            {
                var stated = file.Value.GetString() ?? "";
                if (file.Name == "weights.safetensors") sum = stated;
                if (verify) Check(Path.Combine(folder, file.Name), stated);
            }
            return $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))} sha256:{sum}";
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new UserFaultException(new Fault("the model's manifest is not as it should be", path, null, "Copy the model's folder again"), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserFaultException(new Fault("the model's manifest cannot be read", path, null, "The folder must hold manifest.json"), e);
        }
    }

    private static void Check(string path, string stated)
    {
        if (!File.Exists(path)) throw new UserFaultException(new Fault("the manifest names this file, and it is missing", path, null, "Copy the model's folder again"));
        using var stream = File.OpenRead(path);
        if (!Convert.ToHexStringLower(SHA256.HashData(stream)).Equals(stated, StringComparison.OrdinalIgnoreCase))
            throw new UserFaultException(new Fault("this is not the file that the manifest names: its SHA-256 differs", path, null, "Copy the model's folder again"));
    }
}
