using System.Text;
using Hudna.Codebook;

namespace Hudna.Language.Tests.Hardness;

/// <summary>A damaged or foreign file gives a fault that names it, never a crash.</summary>
public sealed class BadFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hudna-model-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_missing_folder() => Faulty(Path.Combine(_folder, "nowhere"), "no such model folder");

    [Theory]
    [InlineData("weights.safetensors", "no such file")]
    [InlineData("vocab.txt", "vocabulary")]
    [InlineData("labels.json", "labels")]
    [InlineData("manifest.json", "manifest")]
    public void A_missing_file(string name, string word)
    {
        Copy();
        File.Delete(Path.Combine(_folder, name));
        Faulty(_folder, word);
    }

    [Theory]
    [InlineData("weights.safetensors", "an essay about gardens", "damaged")]
    [InlineData("weights.safetensors", "", "too few")]
    [InlineData("vocab.txt", "one\ntwo\n", "vocabulary")]
    [InlineData("labels.json", "{\"upos\":3}", "labels")]
    [InlineData("labels.json", "nothing", "labels")]
    [InlineData("manifest.json", "[]", "manifest")]
    public void A_foreign_file(string name, string content, string word)
    {
        Copy();
        File.WriteAllText(Path.Combine(_folder, name), content);
        Faulty(_folder, word);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(2_000)]
    [InlineData(20_000)]
    [InlineData(12_000_000)]
    public void Weights_that_end_too_soon(int bytes)
    {
        Copy();
        using (var file = File.OpenWrite(Path.Combine(_folder, "weights.safetensors"))) file.SetLength(bytes);
        Faulty(_folder, "weights");
    }

    [Theory]
    [InlineData("\"dtype\":\"I8\"", "\"dtype\":\"F8\"", "type")]
    [InlineData("[1152,384]", "[1152,383]", "reaches past")]
    [InlineData("hudna-1", "hudna-9", "format")]
    [InlineData("enc.layers.2.o.weight", "enc.layers.2.x.weight", "missing")]
    public void Weights_with_a_changed_header(string from, string to, string word)
    {
        Copy();
        var path = Path.Combine(_folder, "weights.safetensors");
        var bytes = File.ReadAllBytes(path);
        var header = Encoding.UTF8.GetString(bytes, 8, (int)BitConverter.ToInt64(bytes));
        var at = header.IndexOf(from, StringComparison.Ordinal);
        Encoding.UTF8.GetBytes(to).CopyTo(bytes, 8 + at);
        File.WriteAllBytes(path, bytes);
        Faulty(_folder, word);
    }

    [Fact]
    public void Headers_of_any_bytes_never_crash()
    {
        Copy();
        var path = Path.Combine(_folder, "weights.safetensors");
        var good = File.ReadAllBytes(path);
        var random = new Random(11);
        for (var n = 0; n < 60; n++)
        {
            var bad = good.AsSpan(0, 40_000).ToArray();
            for (var k = 0; k < 1 + n % 5; k++) bad[random.Next(0, 9000)] = (byte)random.Next(256);
            File.WriteAllBytes(path, bad);
            Assert.Throws<UserFaultException>(() => LanguageEngine.Load(_folder, Models.Languages));
        }
    }

    [Fact]
    public void Sums_are_checked_when_asked()
    {
        Copy();
        var path = Path.Combine(_folder, "vocab.txt");
        File.AppendAllText(path, "");
        _ = LanguageEngine.Load(_folder, Models.Languages, new LanguageOptions { Verify = true });
        File.WriteAllText(path, File.ReadAllText(path).Replace("\nzone\n", "\nzzzz\n", StringComparison.Ordinal));
        var fault = Assert.Throws<UserFaultException>(() => LanguageEngine.Load(_folder, Models.Languages, new LanguageOptions { Verify = true }));
        Assert.Contains("SHA-256", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en/times.txt", "[rules]\nx: <nothing> = date\n", "nothing is called")]
    [InlineData("en/times.txt", "[rules]\nx: a = fly\n", "no value function")]
    [InlineData("en/times.txt", "[rules]\nx a b\n", "a rule is")]
    [InlineData("en/times.txt", "[wrong]\n", "no section")]
    [InlineData("en/times.txt", "word\n", "before the first")]
    [InlineData("en/quantities.txt", "[ones]\nx one\n", "no whole number")]
    [InlineData("en/quantities.txt", "[vague]\nmany = few\n", "vague")]
    public void A_wrong_line_of_language_data(string name, string content, string word)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Models.Languages, "en")))
        {
            Directory.CreateDirectory(Path.Combine(_folder, "en"));
            File.Copy(file, Path.Combine(_folder, "en", Path.GetFileName(file)));
        }
        File.WriteAllText(Path.Combine(_folder, name), content);
        var fault = Assert.Throws<UserFaultException>(() => LanguageEngine.Load(Models.Folder("hudna-en-small"), _folder)).Faults[0];
        Assert.Contains(word, fault.What, StringComparison.Ordinal);
        Assert.NotNull(fault.Line);
    }

    private void Copy()
    {
        foreach (var file in Directory.EnumerateFiles(Models.Folder("hudna-en-small"))) File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
    }

    private static void Faulty(string folder, string word)
    {
        var fault = Assert.Throws<UserFaultException>(() => LanguageEngine.Load(folder, Models.Languages));
        Assert.Contains(word, fault.Message, StringComparison.Ordinal);
    }
}
